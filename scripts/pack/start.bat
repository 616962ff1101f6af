@echo off
rem Shows the deck to this machine alone, and opens it: a double click.
pushd "%~dp0"
where node >nul 2>nul && (node serve.mjs --open & exit /b)
where py >nul 2>nul && (
  start "" /min cmd /c "timeout /t 2 /nobreak >nul & start http://localhost:3030/"
  py -3 -m http.server 3030 --bind 127.0.0.1 --directory deck
  exit /b
)
echo Neither Node nor Python is here: open papers, or deck\read.html.
pause

@echo off
rem Shows the deck to this machine alone, and opens it: a double click.
cd /d "%~dp0"
start "" http://localhost:3030/
where node >nul 2>nul && (node serve.mjs 3030 & exit /b)
where py >nul 2>nul && (py -3 -m http.server 3030 --bind 127.0.0.1 --directory deck & exit /b)
echo Neither Node nor Python is here: open papers, or deck\read.html.
pause

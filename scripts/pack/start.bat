@echo off
rem Shows the deck to this machine alone, and opens it: a double click.
setlocal DisableDelayedExpansion
rem The folder's name may have spaces and & in it; pushd also takes one on the network, which cd refuses.
pushd "%~dp0" || goto failed
if not exist serve.mjs goto inside
where node >nul 2>nul && goto node
rem The py launcher alone: a mere "python" may open a shop instead.
where py >nul 2>nul && goto python
echo Neither Node nor Python is here: open papers, or deck\read.html.
pause
exit /b 1

:node
node serve.mjs --open
if errorlevel 1 goto failed
exit /b 0

:python
py -3 serve.py --open
if errorlevel 1 goto failed
exit /b 0

:inside
echo Unpack the whole archive first: click it with the right button, Extract All. Then start this file again in the new folder.
pause
exit /b 1

:failed
echo The deck could not be started: what is above says why. papers and deck\read.html need no server.
pause
exit /b 1

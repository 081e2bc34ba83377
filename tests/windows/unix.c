/* Stands in for git.exe, sh.exe and others, of which there are none here: starts what has
   the same name outside of Wine, with paths as they are there, and answers its exit status,
   which Wine does not hand on: UNIX_STARTER writes it into a file. */
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

static wchar_t line[32768];
static size_t length;

static void put(wchar_t letter)
{
    if (length + 1 < sizeof line / sizeof *line)
        line[length++] = letter;
}

static void put_word(const wchar_t *word)
{
    int backslashes = 0;
    put(L'"');
    for (; *word; word++) {
        if (*word == L'\\') {
            backslashes++;
        } else {
            if (*word == L'"')
                for (; backslashes >= 0; backslashes--)
                    put(L'\\');
            backslashes = 0;
        }
        put(*word);
    }
    while (backslashes-- > 0)
        put(L'\\');
    put(L'"');
    put(L' ');
}

int wmain(int count, wchar_t **words)
{
    wchar_t own[MAX_PATH], folder[MAX_PATH], answer[MAX_PATH + 8];
    wchar_t *starter = _wgetenv(L"UNIX_STARTER");
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION started;
    FILE *file;
    int status = -1;

    GetModuleFileNameW(NULL, own, MAX_PATH);
    wchar_t *name = wcsrchr(own, L'\\') + 1;
    *wcsrchr(name, L'.') = 0;
    GetTempPathW(MAX_PATH, folder);
    GetTempFileNameW(folder, L"exit", 0, answer);
    put_word(starter);
    put_word(answer);
    put_word(name);
    for (int index = 1; index < count; index++)
        put_word(words[index]);
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    if (!CreateProcessW(starter, line, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &started)) {
        fprintf(stderr, "cannot start %ls\n", starter);
        return 126;
    }
    while (status < 0) {
        Sleep(2);
        if ((file = _wfopen(answer, L"r"))) {
            if (fscanf(file, "%d.", &status) != 1)
                status = -1;
            fclose(file);
        }
    }
    DeleteFileW(answer);
    wcscat(answer, L".stderr");
    if ((file = _wfopen(answer, L"rb"))) {
        char said[4096];
        size_t count;
        _setmode(_fileno(stderr), _O_BINARY);
        while ((count = fread(said, 1, sizeof said, file)))
            fwrite(said, 1, count, stderr);
        fclose(file);
        DeleteFileW(answer);
    }
    return status;
}

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

/* A file beside the answer to or from a stream; gone once it was passed on. */
static void copy(const wchar_t *answer, const wchar_t *ending, FILE *stream, int is_input)
{
    wchar_t name[MAX_PATH + 16];
    char held[65536];
    size_t count;
    FILE *file, *from, *to;

    swprintf(name, MAX_PATH + 16, L"%ls.%ls", answer, ending);
    if (!(file = _wfopen(name, is_input ? L"wb" : L"rb")))
        return;
    _setmode(_fileno(stream), _O_BINARY);
    from = is_input ? stream : file;
    to = is_input ? file : stream;
    while ((count = fread(held, 1, sizeof held, from)))
        fwrite(held, 1, count, to);
    fclose(file);
    fflush(stream);
    if (!is_input)
        DeleteFileW(name);
}

int wmain(int count, wchar_t **words)
{
    wchar_t own[MAX_PATH], folder[MAX_PATH], answer[MAX_PATH], input[MAX_PATH + 16];
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
    copy(answer, L"stdin", stdin, 1);
    put_word(starter);
    put_word(answer);
    put_word(name);
    for (int index = 1; index < count; index++)
        put_word(words[index]);
    if (!CreateProcessW(starter, line, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &started)) {
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
    swprintf(input, MAX_PATH + 16, L"%ls.stdin", answer);
    DeleteFileW(input);
    copy(answer, L"stdout", stdout, 0);
    copy(answer, L"stderr", stderr, 0);
    return status;
}

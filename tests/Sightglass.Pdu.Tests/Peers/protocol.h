// The protocol of the original programs, as docs/original-protocol.md describes it, written anew for the tests.
#pragma once
#include <windows.h>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

struct Pdu { DWORD MemoryPercent; double CpuPercent; };
static_assert(sizeof(Pdu) == 16 && offsetof(Pdu, CpuPercent) == 8, "the layout is the protocol");

static const char* const SectionName = "ShareMemoryPDU";
static HANDLE eventRead, eventWrite, eventWrite2;
static std::atomic<bool> isPaused{false};

static void openEvents() {
    eventRead = CreateEventA(nullptr, TRUE, FALSE, "EventRead");
    eventWrite = CreateEventA(nullptr, TRUE, TRUE, "EventWrite");
    eventWrite2 = CreateEventA(nullptr, TRUE, TRUE, "EventWrite2");
}

static long long utcMs() {
    FILETIME time;
    GetSystemTimeAsFileTime(&time);
    return (((long long)time.dwHighDateTime << 32 | time.dwLowDateTime) - 116444736000000000LL) / 10000;
}

// For the tests: the process dies on its own, as if killed, at the N-th passing of a named step.
static std::string deadlyStep;
static std::atomic<int> passes{0};
static void step(const char* name) {
    if (deadlyStep == name && --passes == 0) TerminateProcess(GetCurrentProcess(), 9);
}

// For the tests: "pause" and "go" on the input stop the process as a debugger does, at its next step.
static DWORD WINAPI obey(void*) {
    char line[64];
    while (fgets(line, sizeof line, stdin)) isPaused = strncmp(line, "pause", 5) == 0;
    return 0;
}
static void holdWhilePaused() { while (isPaused) Sleep(5); }

static void common(int argc, char** argv) {
    setvbuf(stdout, nullptr, _IONBF, 0);
    for (int i = 1; i + 2 < argc; i++)
        if (!strcmp(argv[i], "--die-at")) { deadlyStep = argv[i + 1]; passes = atoi(argv[i + 2]); }
    CreateThread(nullptr, 0, obey, nullptr, 0, nullptr);
}

static bool has(int argc, char** argv, const char* option) {
    for (int i = 1; i < argc; i++) if (!strcmp(argv[i], option)) return true;
    return false;
}

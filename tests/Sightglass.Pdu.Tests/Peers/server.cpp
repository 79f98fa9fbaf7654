// A server as the original: two threads that write one field each. Options are for the tests and change what is
// written, or when it dies, never the protocol.
#include "protocol.h"
#include <cmath>

static Pdu* pdu;
static bool isStamped;
static const char *fixedCpu, *fixedMemory;

static long long ticks(const FILETIME& time) { return (long long)time.dwHighDateTime << 32 | time.dwLowDateTime; }

static double cpuPercent() {
    static long long lastIdle, lastAll;
    FILETIME idle, kernel, user;
    GetSystemTimes(&idle, &kernel, &user);
    long long all = ticks(kernel) + ticks(user), idleNow = ticks(idle);
    double percent = all > lastAll ? 100.0 * ((all - lastAll) - (idleNow - lastIdle)) / (all - lastAll) : 0;
    lastIdle = idleNow; lastAll = all;
    return percent;
}

static void cycle(void (*write)(), const char* name) {
    const std::string prefix = name;
    for (;;) {
        WaitForSingleObject(eventWrite, INFINITE);
        WaitForSingleObject(eventWrite2, INFINITE);
        holdWhilePaused();
        step((prefix + "-released").c_str());
        write();
        step((prefix + "-written").c_str());
        Sleep(1000);
        holdWhilePaused();
        step((prefix + "-slept").c_str());
        SetEvent(eventRead);
        step((prefix + "-signalled").c_str());
        ResetEvent(eventWrite);
        step((prefix + "-half-reset").c_str());
        ResetEvent(eventWrite2);
        step((prefix + "-reset").c_str());
    }
}

static void writeCpu() {
    // A stamp is the time of the write, so that whoever shows it can tell its age.
    pdu->CpuPercent = isStamped ? utcMs() % 100000 / 1000.0 : !fixedCpu ? cpuPercent()
        : !strcmp(fixedCpu, "nan") ? NAN : atof(fixedCpu);
}

static void writeMemory() {
    static DWORD count;
    MEMORYSTATUSEX status{};
    status.dwLength = sizeof status;
    GlobalMemoryStatusEx(&status);
    pdu->MemoryPercent = isStamped ? count++ % 100 + 1 : fixedMemory ? (DWORD)atol(fixedMemory) : status.dwMemoryLoad;
}

static DWORD WINAPI cpuThread(void* apartMs) {
    Sleep((DWORD)(size_t)apartMs);
    cycle(writeCpu, "cpu"); return 0; }

int main(int argc, char** argv) {
    common(argc, argv);
    isStamped = has(argc, argv, "--stamped");
    DWORD sizeBytes = 4096;
    size_t apartMs = 0;
    for (int i = 1; i + 1 < argc; i++) {
        if (!strcmp(argv[i], "--cpu")) fixedCpu = argv[i + 1];
        if (!strcmp(argv[i], "--memory")) fixedMemory = argv[i + 1];
        if (!strcmp(argv[i], "--apart")) apartMs = atol(argv[i + 1]); // the second thread comes later
        if (!strcmp(argv[i], "--section-size")) sizeBytes = atol(argv[i + 1]);
    }
    if (has(argc, argv, "--event-as-section")) CreateEventA(nullptr, TRUE, FALSE, SectionName);
    if (has(argc, argv, "--auto-reset")) CreateEventA(nullptr, FALSE, FALSE, "EventRead");
    HANDLE section = CreateFileMappingA(INVALID_HANDLE_VALUE, nullptr, PAGE_READWRITE, 0, sizeBytes, SectionName);
    pdu = section ? (Pdu*)MapViewOfFile(section, FILE_MAP_ALL_ACCESS, 0, 0, 0) : nullptr;
    openEvents();
    puts("ready");
    if (!pdu || has(argc, argv, "--idle")) Sleep(INFINITE);
    CreateThread(nullptr, 0, cpuThread, (void*)apartMs, 0, nullptr);
    cycle(writeMemory, "memory");
}

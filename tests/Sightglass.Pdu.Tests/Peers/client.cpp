// A client as the original. It prints the time, MemoryPercent and CpuPercent of each pair that it is given.
#include "protocol.h"

int main(int argc, char** argv) {
    common(argc, argv);
    HANDLE section = OpenFileMappingA(FILE_MAP_ALL_ACCESS, FALSE, SectionName);
    if (!section) { fprintf(stderr, "no section\n"); return 1; }
    auto pdu = (volatile Pdu*)MapViewOfFile(section, FILE_MAP_ALL_ACCESS, 0, 0, 0);
    openEvents();
    fprintf(stderr, "ready\n");
    for (;;) {
        WaitForSingleObject(eventRead, INFINITE);
        step("woken");
        DWORD memory = pdu->MemoryPercent;
        double cpu = pdu->CpuPercent;
        step("read");
        printf("%lld %lu %.17g\n", utcMs(), memory, cpu);
        holdWhilePaused();
        step("printed");
        ResetEvent(eventRead);
        step("taken");
        SetEvent(eventWrite);
        step("half-set");
        SetEvent(eventWrite2);
        step("set");
    }
}

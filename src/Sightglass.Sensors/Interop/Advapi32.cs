using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Sensors.Interop;

/// <summary>Whose a process is: advapi32.dll, and the two of kernel32.dll that go with it.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Advapi32
{
    internal const uint PROCESS_QUERY_LIMITED_INFORMATION = 0x1000, TOKEN_QUERY = 8;
    internal const int TokenUser = 1;

    [LibraryImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial nint OpenProcess(uint dwDesiredAccess, int bInheritHandle, uint dwProcessId);

    [LibraryImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial int CloseHandle(nint hObject);

    [LibraryImport("advapi32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial int OpenProcessToken(nint ProcessHandle, uint DesiredAccess, nint* TokenHandle);

    [LibraryImport("advapi32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial int GetTokenInformation(nint TokenHandle, int TokenInformationClass, void* TokenInformation,
        uint TokenInformationLength, uint* ReturnLength);

    [LibraryImport("advapi32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial int LookupAccountSidW(char* lpSystemName, void* Sid, char* Name, uint* cchName,
        char* ReferencedDomainName, uint* cchReferencedDomainName, int* peUse);
}

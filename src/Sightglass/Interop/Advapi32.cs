using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Interop;

/// <summary>advapi32 of Windows, in its own spelling. Declarations only.</summary>
[SupportedOSPlatform("windows")]
internal static partial class Advapi32
{
    [LibraryImport("advapi32", EntryPoint = "ConvertStringSecurityDescriptorToSecurityDescriptorW", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool ConvertStringSecurityDescriptorToSecurityDescriptor(
        string text, uint revision, out nint descriptor, nint sizeBytes);
}

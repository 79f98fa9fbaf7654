namespace Sightglass.Sensors.Container;

/// <summary>The marks that container programs leave for the programs inside.</summary>
internal static class ContainerMarks
{
    /// <summary>
    /// Docker and Podman put a file into the root; systemd-nspawn, LXC and Podman set <c>container</c> (the "container
    /// interface" of systemd); Kubernetes tells where its services are.
    /// </summary>
    internal static bool Exist { get; } = File.Exists("/.dockerenv") || File.Exists("/run/.containerenv")
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("container"))
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST"));
}

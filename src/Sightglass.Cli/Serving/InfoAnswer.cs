using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>What this server is, and what it has cost.</summary>
internal sealed class InfoAnswer(Token? token)
{
    private static readonly string _version = typeof(InfoAnswer).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    internal Task HandleAsync(HttpContext context) => Answer.WriteAsync(context, Answer.Json, json =>
    {
        json.WriteStartObject();
        json.WriteString("version", _version);
        json.WriteString("host", Environment.MachineName);
        json.WriteBoolean("readOnly", token is null);
        json.WriteBoolean("tokenRequired", token is not null);
        json.WriteNumber("serverPid", Environment.ProcessId);
        json.WriteNumber("cpuSeconds", Environment.CpuUsage.TotalTime.TotalSeconds);
        json.WriteEndObject();
    });
}

using System.Text.Json;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>The description of the API is what the server does.</summary>
public sealed class ServeDescriptionTests : IDisposable
{
    private readonly WebSandbox _web = new("--token", WebSandbox.Token);

    public void Dispose() => _web.Dispose();

    [WebFact]
    public void Every_answer_is_as_described()
    {
        _web.Programs.StartPublisher("--interval", "50ms");
        _web.Programs.Run("watch", "system.cpu", "--count", "3").ExitCode.ShouldBe(0);
        using var description = Description();
        var schemas = new DescribedSchemas(description.RootElement);
        foreach (var path in description.RootElement.GetProperty("paths").EnumerateObject())
            foreach (var method in path.Value.EnumerateObject())
            {
                using var answer = Ask(path.Name, method.Name);
                if (answer is null) continue;
                var responses = method.Value.GetProperty("responses");
                responses.TryGetProperty($"{(int)answer.StatusCode}", out var response)
                    .ShouldBeTrue($"{method.Name} {path.Name}: {answer.StatusCode}");
                response = schemas.Resolve(response);
                var media = answer.Content.Headers.ContentType?.MediaType ?? "";
                if (!media.EndsWith("json", StringComparison.Ordinal)) continue;
                var type = response.GetProperty("content").GetProperty(media);
                using var body = JsonDocument.Parse(WebSandbox.Body(answer));
                schemas.FaultsOf(body.RootElement, type.GetProperty("schema"), path.Name).ShouldBeEmpty();
            }
    }

    [WebFact]
    public void Every_event_of_the_stream_is_as_described()
    {
        using var open = new WebSandbox();
        open.Programs.StartPublisher("--interval", "50ms");
        using var description = JsonDocument.Parse(open.Text("/openapi.json"));
        var schemas = new DescribedSchemas(description.RootElement);
        foreach (var e in open.Stream(_ => true, 40))
        {
            var schema = schemas.Named("Stream" + char.ToUpperInvariant(e.Name[0]) + e.Name[1..]);
            schemas.FaultsOf(e.Data, schema, e.Name).ShouldBeEmpty();
        }
    }

    private JsonDocument Description()
    {
        using var answer = Ask("/openapi.json", "get")!;
        return JsonDocument.Parse(WebSandbox.Body(answer));
    }

    private HttpResponseMessage? Ask(string path, string method)
    {
        if (path is "/api/stream") return null; // does not end; has a test of its own
        (string, string)[] bearer = [("Authorization", $"Bearer {WebSandbox.Token}")];
        path = path.Replace("{name}", "system.cpu", StringComparison.Ordinal)
            .Replace("{path}", "nothing", StringComparison.Ordinal);
        return method == "post" ? _web.Post(path, """{"interval":"100ms"}""", "application/json", bearer)
            : _web.Ask(HttpMethod.Get, path, bearer);
    }
}

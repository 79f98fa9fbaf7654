using System.Globalization;
using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>What <c>serve</c> answers is what the program itself says.</summary>
public sealed class ServeAnswersTests : IDisposable
{
    private readonly WebSandbox _web = new();

    public void Dispose() => _web.Dispose();

    [Fact]
    public void Topics_are_those_of_list_and_describe()
    {
        _web.Programs.StartPublisher("--interval", "1h");
        // Until the second samples, which come soon after the first, nothing is still.
        foreach (var name in new[] { "system.cpu", "system.memory" })
            _web.Programs.Run("watch", name, "--from-start", "--count", "2");
        using var list = JsonDocument.Parse(_web.Programs.Run("list", "--output", "json").Text);
        using var topics = _web.Json("/api/topics");
        Stable(topics.RootElement).ShouldBe(Stable(list.RootElement));

        using var described = JsonDocument.Parse(_web.Programs.Run("describe", "system.cpu", "--output", "json").Text);
        using var topic = _web.Json("/api/topics/system.cpu");
        Compact(topic.RootElement.GetProperty("fields"))
            .ShouldBe(Compact(described.RootElement.GetProperty("fields")));

        // All but the age, which goes on.
        static string[] Stable(JsonElement topics) => [.. topics.EnumerateArray().Select(topic => string.Join(' ',
            topic.EnumerateObject().Where(member => member.Name != "ageSeconds")
                .Select(member => member.Name + Compact(member.Value))))];
    }

    [Fact]
    public void The_latest_values_are_those_that_watch_shows_of_the_same_sample()
    {
        _web.Programs.StartPublisher("--interval", "50ms");
        using var latest = _web.Json("/api/topics/system.cpu/latest");
        using var watched = Watched("system.cpu", latest.RootElement.GetProperty("number").GetInt64());
        foreach (var name in new[] { "topic", "time", "values" })
            Compact(latest.RootElement.GetProperty(name)).ShouldBe(Compact(watched.RootElement.GetProperty(name)));
        latest.RootElement.GetProperty("state").GetString().ShouldBe("live");
        latest.RootElement.GetProperty("ageSeconds").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
    }

    [WebFact]
    public void The_stream_has_the_same_values_too()
    {
        _web.Programs.StartPublisher("--interval", "50ms");
        _web.WaitForTopic("system.memory");
        var sample = _web.Stream(e => e.Name == "sample", 1, "?topics=system.memory").ShouldHaveSingleItem();
        using var watched = Watched("system.memory", sample.Number);
        Compact(sample.Data.GetProperty("values")).ShouldBe(Compact(watched.RootElement.GetProperty("values")));
    }

    [WebFact]
    public void History_has_the_numbers_that_watch_shows_from_the_start()
    {
        _web.Programs.StartPublisher("--interval", "20ms");
        var watch = _web.Programs.Run("watch", "system.cpu", "--from-start", "--count", "20", "--output", "ndjson");
        using var history = _web.Json("/api/topics/system.cpu/history");
        var (root, values) = (history.RootElement, history.RootElement.GetProperty("values"));
        for (var row = 0; row < watch.Lines.Count; row++)
        {
            using var line = JsonDocument.Parse(watch.Lines[row]);
            var watched = line.RootElement.GetProperty("values");
            root.GetProperty("number")[row].GetInt64().ShouldBe(line.RootElement.GetProperty("number").GetInt64());
            root.GetProperty("time")[row].GetInt64()
                .ShouldBe(line.RootElement.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds());
            Rounded(values.GetProperty("system.cpu.utilization")[row])
                .ShouldBe(Rounded(watched.GetProperty("system.cpu.utilization")));
            values.GetProperty("system.cpu.time.user")[row].GetRawText()
                .ShouldBe(watched.GetProperty("system.cpu.time.user").GetRawText(), "counters are exact");
            values.GetProperty("system.cpu.logical.utilization")[row].EnumerateArray().Select(Rounded).ShouldBe(
                watched.GetProperty("system.cpu.logical.utilization").EnumerateArray().Select(Rounded));
        }
    }

    [WebFact]
    public void History_is_cut_by_time_by_fields_and_into_points()
    {
        _web.Programs.StartPublisher("--interval", "20ms");
        _web.Programs.Run("watch", "system.memory", "--from-start", "--count", "40").ExitCode.ShouldBe(0);
        const string Path = "/api/topics/system.memory/history";
        var all = Longs(Path, "time");

        Longs($"{Path}?from={all[5]}&to={all[20]}", "time").ShouldBe(all[5..21]);
        var from = DateTimeOffset.FromUnixTimeMilliseconds(all[5])
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        Longs($"{Path}?from={from}&to={all[20]}", "time").ShouldBe(all[5..21]);
        Longs($"{Path}?from=-1h", "time")[..40].ShouldBe(all[..40]);
        Longs($"{Path}?to=-1h", "time").ShouldBeEmpty();

        var points = Longs($"{Path}?from={all[0]}&to={all[39]}&points=10", "time");
        points.Length.ShouldBeInRange(5, 10);
        points[^1].ShouldBe(all[39], "a bucket has the time of its last row");

        using var one = _web.Json($"{Path}?fields=system.memory.used");
        one.RootElement.GetProperty("fields").GetRawText().ShouldBe("""["system.memory.used"]""");
        one.RootElement.GetProperty("values").EnumerateObject().Count().ShouldBe(1);
    }

    [WebFact]
    public void The_page_is_there_or_what_to_ask_instead_and_a_browser_keeps_what_has_not_changed()
    {
        using var page = _web.Ask(HttpMethod.Get, "/", ("Accept-Encoding", "gzip"));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var isBuilt = page.Content.Headers.ContentType!.MediaType == "text/html";
        if (!isBuilt) _web.Text("/").ShouldContain("/api/topics");

        using var first = _web.Ask(HttpMethod.Get, "/openapi.json", ("Accept-Encoding", "gzip"));
        first.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        using var second = _web.Ask(HttpMethod.Get, "/openapi.json", ("If-None-Match", first.Headers.ETag!.Tag));
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [WebFact]
    public void A_port_that_is_in_use_is_one_line_that_says_what_to_do()
    {
        var second = _web.Programs.Run("serve", "--no-publish", "--url", _web.Url.GetLeftPart(UriPartial.Authority));
        second.ExitCode.ShouldBe(ExitCode.RuntimeError);
        second.Errors.ShouldHaveSingleItem().ShouldContain("in use");
        second.ErrorText.ShouldContain("--url http://127.0.0.1:0");
    }

    [LinuxTheory]
    [InlineData("TERM", ExitCode.Ok)]
    [InlineData("INT", ExitCode.Interrupted)]
    public async Task A_signal_ends_it_at_once_with_streams_open(string signal, int exitCode)
    {
        using var stream = await _web.Client.GetStreamAsync("/api/stream", TestContext.Current.CancellationToken);
        _web.Server.Signal(signal);
        var ended = _web.Server.End();
        (ended.ExitCode, ended.ErrorText).ShouldBe((exitCode, ""));
    }

    [LinuxFact]
    public async Task Without_a_publisher_it_starts_one()
    {
        using var programs = new Sandbox();
        var server = programs.Start("serve", "--url", "http://127.0.0.1:0", "--interval", "100ms");
        var url = server.WaitForLine("Serving http").Split(' ')[1];
        using var client = new HttpClient();
        var topics = await client.GetStringAsync(new Uri(url + "/api/topics"), TestContext.Current.CancellationToken);
        topics.ShouldContain("\"system.cpu\"");
        topics.ShouldContain("\"intervalSeconds\":0.1");
    }

    private JsonDocument Watched(string topic, long number)
    {
        var watch = _web.Programs.Run(
            "watch", topic, "--from-start", "--count", $"{number + 1}", "--output", "ndjson");
        var line = JsonDocument.Parse(watch.Lines[(int)number]);
        line.RootElement.GetProperty("number").GetInt64().ShouldBe(number);
        return line;
    }

    private long[] Longs(string path, string name)
    {
        using var json = _web.Json(path);
        return [.. json.RootElement.GetProperty(name).EnumerateArray().Select(element => element.GetInt64())];
    }

    private static string Rounded(JsonElement number) => number.ValueKind == JsonValueKind.Null ? "null"
        : number.GetDouble().ToString("G6", CultureInfo.InvariantCulture);

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);
}

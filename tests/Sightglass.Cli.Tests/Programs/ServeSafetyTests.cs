using System.Net;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>Who is answered by <c>serve</c>, and who is not.</summary>
public sealed class ServeSafetyTests : IDisposable
{
    private static readonly string[] _headersOfSafety =
    [
        "Content-Security-Policy: default-src 'self'", "frame-ancestors 'none'", "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer", "Cross-Origin-Resource-Policy: same-origin",
    ];

    private readonly WebSandbox _web = new("--token", WebSandbox.Token);
    private static readonly (string, string) _bearer = ("Authorization", $"Bearer {WebSandbox.Token}");

    public void Dispose() => _web.Dispose();

    [WebTheory]
    [InlineData("127.0.0.1:PORT", 200)]
    [InlineData("localhost:PORT", 200)]
    [InlineData("LocalHost.:PORT", 200)]
    [InlineData("[::1]:PORT", 200)]
    [InlineData("evil.example:PORT", 403)]
    [InlineData("localhost.evil.example:PORT", 403)]
    [InlineData("127.0.0.1.evil.example:PORT", 403)]
    [InlineData("192.0.2.1:PORT", 403)]
    [InlineData("[2001:db8::1]:PORT", 403)]
    [InlineData("localhost", 403)]
    [InlineData("localhost:1", 403)]
    [InlineData("", 403)]
    public void Only_this_machines_own_names_are_answered(string host, int status) =>
        Status(_web.Raw("GET /api/topics HTTP/1.1\r\n"
            + $"Host: {host.Replace("PORT", $"{_web.Url.Port}", StringComparison.Ordinal)}\r\n"
            + $"Authorization: Bearer {WebSandbox.Token}\r\nConnection: close\r\n\r\n")).ShouldBe(status);

    [WebFact]
    public void A_request_that_names_no_host_or_two_is_not_answered()
    {
        var own = _web.Url.Authority;
        Answer("GET /api/topics HTTP/1.1").ShouldBe(400);
        Answer("GET /api/topics HTTP/1.0").ShouldBe(403);
        Answer("GET /api/topics HTTP/1.1", $"Host: {own}", "Host: evil.example").ShouldBe(400);
        // The form that is meant for proxies: what it names counts, and must be what Host says.
        Answer("GET http://evil.example/api/topics HTTP/1.1", $"Host: {own}").ShouldBe(400);
        Answer("GET http://evil.example/api/topics HTTP/1.1", "Host: evil.example").ShouldBe(403);
        Answer($"GET http://{own}/api/topics HTTP/1.1", $"Host: {own}").ShouldBe(200);

        int Answer(params string[] lines) => Status(_web.Raw(string.Join("\r\n",
            [.. lines, $"Authorization: Bearer {WebSandbox.Token}", "Connection: close", "", ""])));
    }

    [WebTheory]
    [InlineData("/")]
    [InlineData("/api/topics")]
    [InlineData("/api/stream")]
    [InlineData("/api/topics/system.cpu/history")]
    [InlineData("/openapi.json")]
    [InlineData("/nothing")]
    public void Without_the_token_nothing_is_answered(string path)
    {
        string?[] wrongs =
            [null, "Bearer", "Bearer wrong-token-0123456789", "Basic " + WebSandbox.Token, WebSandbox.Token];
        foreach (var shown in wrongs)
        {
            using var answer = _web.Ask(HttpMethod.Get, path, shown is null ? [] : [("Authorization", shown)]);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
        using var wrong = _web.Ask(HttpMethod.Get, "/?token=wrong-token-0123456789");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [WebFact]
    public void The_link_with_the_token_gives_a_cookie_that_reads_but_changes_nothing()
    {
        _web.Programs.StartPublisher("--interval", "100ms");
        using var welcome = _web.Ask(HttpMethod.Get, $"/?token={WebSandbox.Token}");
        welcome.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var cookie = welcome.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldNotContain(WebSandbox.Token, Case.Sensitive);

        var shown = ("Cookie", cookie.Split(';')[0]);
        using var read = _web.Ask(HttpMethod.Get, "/api/topics", shown);
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var change = _web.Post(
            "/api/topics/system.cpu/interval", """{"interval":"50ms"}""", "application/json", shown);
        change.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [WebFact]
    public void An_interval_is_changed_by_the_token_alone_and_what_the_publisher_refuses_is_said()
    {
        _web.Programs.StartPublisher("--interval", "100ms");
        Change("""{"interval":"250ms"}""").ShouldBe(200);
        _web.Programs.Run("describe", "system.cpu", "--output", "json").Text.ShouldContain("\"intervalSeconds\": 0.25");

        Change("""{"interval":"1ms"}""").ShouldBe(409);
        Change("""{"interval":null}""").ShouldBe(400);
        Change("""{"interval":5}""").ShouldBe(400);
        Change("""{"other":"5s"}""").ShouldBe(400);
        Change("5s").ShouldBe(400);
        Change("").ShouldBe(400);
        Change(new string(' ', 5000) + "{}").ShouldBe(413);
        Change("""{"interval":"1s"}""", type: "text/plain").ShouldBe(415);
        Change("""{"interval":"1s"}""", headers: ("Sec-Fetch-Site", "cross-site")).ShouldBe(403);
        Change("""{"interval":"1s"}""", headers: ("Sec-Fetch-Site", "same-site")).ShouldBe(403);
        Change("""{"interval":"1s"}""", headers: ("Origin", "http://evil.example")).ShouldBe(403);
        Change("""{"interval":"1s"}""", headers: ("Origin", "null")).ShouldBe(403);
        Change("""{"interval":"1s"}""", topic: "nosuch").ShouldBe(404);
        Change("""{"interval":"1s"}""", headers: ("Origin", $"http://{_web.Url.Authority}")).ShouldBe(200);

        int Change(string body, string topic = "system.cpu", string type = "application/json",
            params (string, string)[] headers)
        {
            using var answer = _web.Post($"/api/topics/{topic}/interval", body, type, [_bearer, .. headers]);
            return (int)answer.StatusCode;
        }
    }

    [WebFact]
    public void Without_a_token_publishers_are_not_changed()
    {
        using var open = new WebSandbox();
        open.Programs.StartPublisher("--interval", "100ms");
        using var answer = open.Post(
            "/api/topics/system.cpu/interval", """{"interval":"50ms"}""", "application/json", _bearer);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        WebSandbox.Body(answer).ShouldContain("--token");
    }

    [WebTheory]
    [InlineData("GET", "/api/topics", 200)]
    [InlineData("HEAD", "/api/topics", 200)]
    [InlineData("POST", "/api/topics", 405)]
    [InlineData("OPTIONS", "/api/topics", 405)]
    [InlineData("DELETE", "/api/topics/system.cpu", 405)]
    [InlineData("BREW", "/", 405)]
    [InlineData("GET", "/api/topics/system.cpu/interval", 404)]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("GET", "/../../etc/passwd", 404)]
    [InlineData("GET", "/page/../../../etc/passwd", 404)]
    [InlineData("GET", "/%2e%2e/%2e%2e/etc/passwd", 404)]
    [InlineData("GET", "/..%2f..%2fetc%2fpasswd", 404)]
    [InlineData("GET", "/openapi.json%00.html", 400)]
    [InlineData("GET", "/api/topics/..%2f..%2fetc%2fpasswd", 400)]
    [InlineData("GET", "/api/topics/0:..%2f..%2fetc%2fpasswd", 400)]
    [InlineData("GET", "/api/topics/nosuch", 404)]
    [InlineData("GET", "/api/topics/nosuch/latest", 404)]
    [InlineData("GET", "/api/topics/nosuch/history", 404)]
    public void Every_answer_has_its_status_and_the_headers_of_safety(string method, string path, int status)
    {
        var own = _web.Url.Authority;
        var answer = _web.Raw($"{method} {path} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\n"
            + $"Authorization: Bearer {WebSandbox.Token}\r\nConnection: close\r\n\r\n");
        Status(answer).ShouldBe(status);
        answer.ShouldNotContain("Access-Control-");
        answer.ShouldNotContain("root:");
        if (path.Contains("%00", StringComparison.Ordinal)) return; // refused before it reaches us
        foreach (var header in _headersOfSafety) answer.ShouldContain(header);
        if (status != 200) answer.ShouldContain($"{{\"status\":{status},\"title\":\"");
    }

    [WebTheory]
    [InlineData("http://0.0.0.0:0", null, "--token")]
    [InlineData("http://[::]:0", null, "--token")]
    [InlineData("http://0.0.0.0:0", "short", "16 characters")]
    [InlineData("https://127.0.0.1:0", null, "proxy")]
    [InlineData("http://127.0.0.1:0/path", null, "http://HOST:PORT")]
    [InlineData("http://user@127.0.0.1:0", null, "http://HOST:PORT")]
    [InlineData("127.0.0.1:9464", null, "http://HOST:PORT")]
    [InlineData("http://127.0.0.1:65536", null, "http://HOST:PORT")]
    [InlineData("nonsense", null, "http://HOST:PORT")]
    public void What_would_not_be_safe_or_is_no_url_is_refused_in_a_line(string url, string? token, string said)
    {
        string[] options = token is null ? [] : ["--token", token];
        var ended = _web.Programs.Run(["serve", "--no-publish", "--url", url, .. options]);
        ended.ExitCode.ShouldBe(ExitCode.Usage);
        ended.Errors.ShouldHaveSingleItem().ShouldContain(said);
    }

    private static int Status(string answer) => answer.Length < 12 ? 0 : int.Parse(answer.AsSpan(9, 3));
}

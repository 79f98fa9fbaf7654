using CsCheck;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>Whatever is asked, <c>serve</c> answers as it should or not at all, and lives on.</summary>
public sealed class ServeFuzzTests : IDisposable
{
    private const int Iterations = 400;

    private static readonly Gen<string> _rubbish = Gen.Frequency(
        (4, Gen.String[Gen.Char['!', '~'], 0, 40]),
        (2, Gen.String[Gen.Char['\u0000', '\u00ff'], 0, 40]),
        (2, Gen.OneOf("", "-", "-5m", "-0s", "NaN", "-NaN", "1e999", "-1e999h", "9223372036854775807",
            "-9223372036854775808", "99999999999999999999", "0", "1", "true", "null", "%", "%00", "%ff%fe", "%zz",
            "2026-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999+00:00", "0001-01-01T00:00:00%2B14:00", "system.cpu", "system.cpu.utilization",
            "0:system.cpu", ":", "..", "../../x", "a,,b", ",,,,")),
        (1, Gen.Char['a', 'z'].Array[1000, 10_000].Select(letters => new string(letters))));

    private static readonly Gen<string> _parameter = Gen.Frequency(
        (5, Gen.OneOf("from", "to", "fields", "points", "topics", "token")), (1, _rubbish));

    private static readonly Gen<string> _path = Gen.Frequency(
        (6, Gen.OneOf("/", "/api/topics", "/api/topics/system.cpu", "/api/topics/system.cpu/latest",
            "/api/topics/system.cpu/history", "/api/topics/system.memory/history", "/api/info", "/openapi.json")),
        (2, _rubbish.Select(rubbish => "/api/topics/" + rubbish)),
        (2, _rubbish.Select(rubbish => "/" + rubbish)),
        (1, _rubbish));

    private readonly WebSandbox _web = new();

    public void Dispose() => _web.Dispose();

    [WebFact]
    public void No_query_makes_it_fail()
    {
        _web.Programs.StartPublisher("--interval", "20ms");
        Gen.Select(_path, Gen.Select(_parameter, _rubbish).Array[0, 4]).Sample((path, parameters) =>
        {
            var query = string.Join('&', parameters.Select(p => $"{p.Item1}={p.Item2}"));
            var answer = _web.Raw($"GET {path}?{query} HTTP/1.1\r\n{Host}Connection: close\r\n\r\n", isAll: true);
            IsSound(answer).ShouldBeTrue(answer);
        }, iter: Iterations, threads: 2);
        LivesOn();
    }

    [WebFact]
    public void No_header_makes_it_fail()
    {
        _web.Programs.StartPublisher("--interval", "20ms");
        var name = Gen.Frequency((5, Gen.OneOf("Host", "Authorization", "Cookie", "Origin", "Sec-Fetch-Site",
            "Accept-Encoding", "If-None-Match", "Content-Type", "Content-Length", "Transfer-Encoding", "Expect",
            "Range", "Connection", "Upgrade", "Last-Event-ID", "X-Forwarded-Host", "Accept")), (1, _rubbish));
        Gen.Select(Gen.OneOf("GET", "HEAD", "POST", "OPTIONS", "TRACE", "CONNECT", "get", "\u0001"), _path,
            Gen.Select(name, _rubbish).Array[0, 6]).Sample((method, path, headers) =>
        {
            var lines = string.Concat(headers.Select(header => $"{header.Item1}: {header.Item2}\r\n"));
            var answer = _web.Raw(
                $"{method} {path} HTTP/1.1\r\n{Host}{lines}Connection: close\r\n\r\n", isAll: true);
            IsSound(answer).ShouldBeTrue(answer);
        }, iter: Iterations, threads: 2);
        LivesOn();
    }

    [WebFact]
    public void No_bytes_make_it_fail()
    {
        Gen.Byte.Array[0, 2000].Sample(bytes =>
            IsSound(_web.Raw(string.Concat(bytes.Select(b => (char)b)), isAll: true)).ShouldBeTrue(),
            iter: Iterations, threads: 2);
        LivesOn();
    }

    private string Host => $"Host: {_web.Url.Authority}\r\n";

    private void LivesOn()
    {
        _web.Text("/api/topics").ShouldStartWith("[");
        _web.Server.HasEnded.ShouldBeFalse();
        _web.Server.Errors.ShouldBeEmpty();
    }

    private static bool IsSound(string answer) =>
        answer.Length == 0 // the connection was cut
        || (answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && answer[9] is '2' or '3' or '4'
            && !answer.Contains("   at ", StringComparison.Ordinal)
            && !answer.Contains("Exception", StringComparison.Ordinal));
}

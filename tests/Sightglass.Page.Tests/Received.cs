using System.Text.Json;
using Microsoft.Playwright;

namespace Sightglass.Page.Tests;

/// <summary>Counts what comes over the wire, compressed as it is, streams that are still open included.</summary>
internal sealed class Received : IAsyncDisposable
{
    private readonly ICDPSession _cdp;
    private readonly Dictionary<string, (string Url, long Bytes)> _requests = [];

    private Received(ICDPSession cdp)
    {
        _cdp = cdp;
        On("Network.requestWillBeSent", e => (e.GetProperty("request").GetProperty("url").GetString()!, 0));
        On("Network.responseReceived", e => (null, Length(e.GetProperty("response"), "encodedDataLength")));
        On("Network.dataReceived", e => (null, Length(e, "encodedDataLength")));
        // The last word on a request that has ended: all of it, headers too.
        On("Network.loadingFinished", e => (null, Length(e, "encodedDataLength")), isTotal: true);
    }

    internal long Bytes { get { lock (_requests) return _requests.Values.Sum(request => request.Bytes); } }

    internal int Requests { get { lock (_requests) return _requests.Count; } }

    /// <summary>Whether answers to requests of this kind have come, and all of them.</summary>
    internal bool HasAll(string part)
    {
        lock (_requests)
        {
            var asked = _requests.Values.Where(request => request.Url.Contains(part, StringComparison.Ordinal)).ToArray();
            return asked.Length > 0 && asked.All(request => request.Bytes > 0);
        }
    }

    internal string Details
    {
        get
        {
            lock (_requests)
                return string.Join('\n', _requests.Values.Select(request => $"{request.Bytes,8} {request.Url.Split('?')[0]}"));
        }
    }

    internal static async Task<Received> ListenAsync(IPage page)
    {
        var cdp = await page.Context.NewCDPSessionAsync(page);
        var received = new Received(cdp);
        await cdp.SendAsync("Network.enable");
        return received;
    }

    public async ValueTask DisposeAsync() => await _cdp.DetachAsync();

    private static long Length(JsonElement element, string name) => (long)element.GetProperty(name).GetDouble();

    private void On(string name, Func<JsonElement, (string? Url, long Bytes)> read, bool isTotal = false) =>
        _cdp.Event(name).OnEvent += (_, e) =>
        {
            if (e is not { } parameters || parameters.GetProperty("requestId").GetString() is not { } id) return;
            var (url, bytes) = read(parameters);
            lock (_requests)
            {
                var known = _requests.GetValueOrDefault(id, (url ?? "", 0));
                _requests[id] = (url ?? known.Url, isTotal ? bytes : known.Bytes + bytes);
            }
        };
}

using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>
/// What requests must show. A browser shows a cookie, which it gets for opening <c>/?token=…</c> once. The cookie is
/// made of the token but does not tell it: browsers send it to every port of this host.
/// </summary>
internal sealed class Token(string token)
{
    private const string Parameter = "token";

    private readonly byte[] _hash = Hash(token);
    private readonly string _cookie = Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "sightglass serve, cookie"u8));

    internal bool IsShownBy(HttpRequest request) =>
        IsBearerOf(request) || IsEqual(request.Cookies[CookieName(request.HttpContext)] ?? "", Hash(_cookie));

    internal bool IsBearerOf(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization.ToString(), out var shown)
        && shown.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && IsEqual(shown.Parameter ?? "", _hash);

    /// <summary>Whether it is the link that a person opens first.</summary>
    internal static bool IsFirstVisit(HttpRequest request) =>
        request.Path == "/" && request.Query.ContainsKey(Parameter);

    /// <summary>Gives the cookie for the right token, and leads to where the address no longer tells it.</summary>
    internal bool TryWelcome(HttpContext context)
    {
        if (!IsEqual(context.Request.Query[Parameter].ToString(), _hash)) return false;
        context.Response.Cookies.Append(CookieName(context), _cookie, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            IsEssential = true,
        });
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "./";
        context.Response.Headers.CacheControl = "no-store";
        return true;
    }

    // Two servers of one host would else overwrite each other's.
    private static string CookieName(HttpContext context) => $"sightglass-{context.Connection.LocalPort}";

    // By their hashes, which have one length: how long a comparison takes tells nothing of the token.
    private static bool IsEqual(string shown, byte[] hash) =>
        CryptographicOperations.FixedTimeEquals(Hash(shown), hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

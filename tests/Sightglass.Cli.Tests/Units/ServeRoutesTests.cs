using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Sightglass.Cli.Serving;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>The routes of <c>serve</c> and their description.</summary>
public sealed class ServeRoutesTests
{
    [Fact]
    public async Task Every_route_is_described_and_nothing_else()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore(); // is not started
        await using var app = builder.Build();
        await using var broadcast = new Broadcast();
        using var history = new HistoryAnswer();
        Routes.Map(app, broadcast, history, token: null);
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .Cast<RouteEndpoint>().SelectMany(Methods)
            .Where(route => !route.StartsWith("HEAD ", StringComparison.Ordinal));

        using var stream = typeof(Routes).Assembly.GetManifestResourceStream("openapi.json")!;
        using var description = JsonDocument.Parse(stream);
        var described = description.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()
                .Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"))
            .Where(route => route != "GET /") // a file of the page like others
            .Select(route => route.Replace("/{path}", "/{**path}", StringComparison.Ordinal));
        routes.Order(StringComparer.Ordinal).ShouldBe(described.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Methods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            .Select(method => $"{method} {route.RoutePattern.RawText}");
}

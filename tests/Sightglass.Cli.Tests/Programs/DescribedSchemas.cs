using System.Text.Json;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>As much of JSON Schema as the description of the API uses.</summary>
internal sealed class DescribedSchemas(JsonElement description)
{
    internal JsonElement Named(string name) =>
        description.GetProperty("components").GetProperty("schemas").GetProperty(name);

    internal JsonElement Resolve(JsonElement element)
    {
        if (!element.TryGetProperty("$ref", out var reference)) return element;
        return reference.GetString()!.Split('/')[1..].Aggregate(description, (at, part) => at.GetProperty(part));
    }

    /// <summary>Where the value is not as its schema says.</summary>
    internal List<string> FaultsOf(JsonElement value, JsonElement schema, string place)
    {
        schema = Resolve(schema);
        var faults = new List<string>();
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            if (choices.EnumerateArray().Count(choice => FaultsOf(value, choice, place).Count == 0) != 1)
                faults.Add($"{place}: {value} is not one of what it may be");
            return faults;
        }
        if (schema.TryGetProperty("type", out var type) && !IsOf(value, type))
            faults.Add($"{place}: {value} is not {type}");
        if (schema.TryGetProperty("enum", out var allowed)
            && !allowed.EnumerateArray().Any(one => one.GetRawText() == value.GetRawText()))
            faults.Add($"{place}: {value} is not one of {allowed}");
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            faults.AddRange(value.EnumerateArray().Index()
                .SelectMany(element => FaultsOf(element.Item, items, $"{place}[{element.Index}]")));
        if (value.ValueKind == JsonValueKind.Object) faults.AddRange(FaultsOfMembers(value, schema, place));
        return faults;
    }

    private IEnumerable<string> FaultsOfMembers(JsonElement value, JsonElement schema, string place)
    {
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!))
                if (!value.TryGetProperty(name, out _)) yield return $"{place}: {name} is missing";
        foreach (var member in value.EnumerateObject())
        {
            var path = $"{place}.{member.Name}";
            if (schema.TryGetProperty("properties", out var known)
                && known.TryGetProperty(member.Name, out var described))
                foreach (var fault in FaultsOf(member.Value, described, path)) yield return fault;
            else if (!schema.TryGetProperty("additionalProperties", out var other)) continue;
            else if (other.ValueKind == JsonValueKind.False) yield return $"{path} is not described";
            else
                foreach (var fault in FaultsOf(member.Value, other, path)) yield return fault;
        }
    }

    private static bool IsOf(JsonElement value, JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => IsOf(value, one))
        : type.GetString() switch
        {
            "null" => value.ValueKind == JsonValueKind.Null,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "string" => value.ValueKind == JsonValueKind.String,
            "array" => value.ValueKind == JsonValueKind.Array,
            "object" => value.ValueKind == JsonValueKind.Object,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            _ => value.ValueKind == JsonValueKind.Number,
        };
}

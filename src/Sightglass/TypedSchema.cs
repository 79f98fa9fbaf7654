using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Sightglass;

/// <summary>The schema of a struct, read once from the attributes of its fields.</summary>
internal static class TypedSchema<[DynamicallyAccessedMembers(TypedSchema.Members)] T> where T : unmanaged
{
    private static Schema? _schema;

    // Not in an initializer, which would wrap what is thrown for a wrong struct.
    internal static Schema Schema => _schema ??= TypedSchema.Read(typeof(T), Unsafe.SizeOf<T>());
}

internal static class TypedSchema
{
    internal const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields;

    internal static Schema Read([DynamicallyAccessedMembers(Members)] Type type, int sizeBytes)
    {
        if (!type.IsLayoutSequential)
            throw Fault(type, "its layout must be sequential, which is a struct's own if it says nothing");
        // Reflection promises no order; the metadata token has that of the declaration, which is that of the bytes.
        var members = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        // Native code has no tokens, and lists fields as they are declared; should it not, the sizes differ below.
        if (members.Length > 1 && members[0].HasMetadataToken())
            Array.Sort(members, (a, b) => a.MetadataToken.CompareTo(b.MetadataToken));
        var builder = new SchemaBuilder();
        var end = 0;
        foreach (var member in members) Append(builder, type, member, ref end);
        if (end == 0) throw Fault(type, "it has no fields");
        var rounded = (end + 7) / 8 * 8;
        // The rule by which the offsets were computed is C#'s for these field types; if the sizes agree, so do they.
        return sizeBytes == end || sizeBytes == rounded ? builder.Build(sizeBytes)
            : throw Fault(type,
                $"its size is {sizeBytes} bytes and its fields make {end}; let it have no Pack and no Size");
    }

    private static void Append(SchemaBuilder builder, Type type, FieldInfo member, ref int end)
    {
        var attribute = member.GetCustomAttribute<FieldAttribute>()
            ?? throw Fault(type, $"its field '{member.Name}' has no [Field(\"name\")]");
        var length = member.FieldType.GetCustomAttribute<InlineArrayAttribute>()?.Length ?? 0;
        var sizeBytes = RuntimeHelpers.SizeOf(member.FieldType.TypeHandle);
        var fieldType = TypeOf(type, member, attribute, length, sizeBytes, out var isTextOfBytes);
        if (isTextOfBytes) length = 0;
        var elementSizeBytes = sizeBytes / Math.Max(length, 1);
        if (fieldType != FieldType.Text && elementSizeBytes != 8)
            throw Fault(type, $"its field '{member.Name}' has elements of {elementSizeBytes} bytes; numbers are " +
                "double, long or ulong");
        var kind = attribute.Kind != 0 ? attribute.Kind : fieldType == FieldType.Text ? FieldKind.Text
            : FieldKind.Gauge;
        if (kind == FieldKind.Text != (fieldType == FieldType.Text))
            throw Fault(type, $"the kind of its field '{member.Name}' is not of its type");
        builder.Append(attribute.Name, fieldType, kind, length, elementSizeBytes, fieldType == FieldType.Text ? 1 : 8,
            attribute.Unit, attribute.Description);
        end = builder.SizeBytes;
    }

    private static FieldType TypeOf(Type type, FieldInfo member, FieldAttribute attribute, int length, int sizeBytes,
        out bool isTextOfBytes)
    {
        isTextOfBytes = length == sizeBytes;
        var found = member.FieldType == typeof(double) ? FieldType.Float64
            : member.FieldType == typeof(long) ? FieldType.Int64
            : member.FieldType == typeof(ulong) ? FieldType.UInt64
            : isTextOfBytes ? FieldType.Text
            : attribute.Type;
        if (found == 0)
            throw Fault(type, length > 0
                ? $"the elements of its field '{member.Name}' need their type: [Field(\"{attribute.Name}\", Type = " +
                "FieldType.Float64)], or another"
                : $"its field '{member.Name}' is a {member.FieldType.Name}; fields are double, long, ulong, Text32 " +
                "and its like, or inline arrays of them");
        return attribute.Type == 0 || attribute.Type == found ? found
            : throw Fault(type, $"its field '{member.Name}' says {attribute.Type} and is {found}");
    }

    private static ArgumentException Fault(Type type, string what) =>
        new($"The struct {type.Name} cannot be published: {what}.");
}

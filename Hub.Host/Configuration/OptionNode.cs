using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Hub.Core.Security;

namespace Hub.Host.Configuration;

/// <summary>One key that the configuration knows, read from the options type that it is bound to.</summary>
internal sealed class OptionNode
{
    private static readonly HashSet<Type> ValueTypes =
        [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(SecretReference)];

    private OptionNode(string name, Type type, MemberInfo? member, object? defaultValue)
    {
        (Name, Type, Default) = (name, Nullable.GetUnderlyingType(type) ?? type, defaultValue);
        Shape = ValueTypes.Contains(Type) || Type.IsEnum ? OptionShape.Value : Element(Type) is null ? OptionShape.Section : OptionShape.List;
        Range = member?.GetCustomAttribute<RangeAttribute>();
        Required = member?.GetCustomAttribute<RequiredAttribute>() is not null;
        SecretAllowed = member?.GetCustomAttribute<SecretAllowedAttribute>() is not null;
        SecretMinimum = member?.GetCustomAttribute<SecretMinimumAttribute>()?.Characters ?? 1;
        Item = Element(Type) is { } element && Shape == OptionShape.List ? new(name, element, null, null) : null;
        Children = Shape == OptionShape.Section ? Walk(Type) : new(StringComparer.OrdinalIgnoreCase);
    }

    public string Name { get; }

    public Type Type { get; }

    public OptionShape Shape { get; }

    /// <summary>What holds when the key is left out.</summary>
    public object? Default { get; }

    public RangeAttribute? Range { get; }

    public bool Required { get; }

    public bool SecretAllowed { get; }

    public int SecretMinimum { get; }

    /// <summary>What each value of a list is.</summary>
    public OptionNode? Item { get; }

    public Dictionary<string, OptionNode> Children { get; }

    public static OptionNode Of(string section, Type options) => new(section, options, null, null);

    private static Dictionary<string, OptionNode> Walk(Type options)
    {
        var defaults = Activator.CreateInstance(options);
        return options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .ToDictionary(
                property => property.Name,
                property => new OptionNode(property.Name, property.PropertyType, property, property.GetValue(defaults)),
                StringComparer.OrdinalIgnoreCase);
    }

    private static Type? Element(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
}

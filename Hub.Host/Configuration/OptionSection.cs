namespace Hub.Host.Configuration;

/// <summary>A top-level section and the options type it is bound to.</summary>
internal sealed class OptionSection
{
    private readonly Action<IServiceCollection, IConfiguration> _register;

    private OptionSection(string name, Type type, Action<IServiceCollection, IConfiguration> register) =>
        (Name, Type, _register) = (name, type, register);

    public string Name { get; }

    public Type Type { get; }

    public static OptionSection Of<T>(string name)
        where T : class => new(name, typeof(T), (services, values) => services.Configure<T>(values.GetSection(name)));

    /// <summary>Makes the section available as options.</summary>
    public void Register(IServiceCollection services, IConfiguration values) => _register(services, values);
}

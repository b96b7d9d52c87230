using System.Text.RegularExpressions;
using Hub.Core.Channels;
using Hub.Core.Configuration;
using Hub.Core.Security;

namespace Hub.Host.Configuration;

/// <summary>
/// Finds every fault of a configuration at once: each layer's keys against the options types, then secrets, then what is missing, then
/// the options' own rules. A key with a fault is not looked at again, so that one mistake is reported once.
/// </summary>
public sealed partial class ConfigurationCheck
{
    private readonly ConfigurationSnapshot _snapshot;
    private readonly ConfigurationSchema _schema;
    private readonly SecretSources _secrets;
    private readonly List<ConfigurationFault> _faults = [];
    private readonly HashSet<string> _faulty = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Origin, string Key)> _places = [];

    private ConfigurationCheck(ConfigurationSnapshot snapshot, ConfigurationSchema schema, SecretSources secrets) =>
        (_snapshot, _schema, _secrets) = (snapshot, schema, secrets);

    /// <summary>Every fault, in the order of the file.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="schema">The keys that are known.</param>
    /// <param name="secrets">Where secrets are looked up.</param>
    public static IReadOnlyList<ConfigurationFault> Run(ConfigurationSnapshot snapshot, ConfigurationSchema schema, SecretSources secrets)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var check = new ConfigurationCheck(snapshot, schema, secrets);
        check.Run();
        return [.. snapshot.ReadFaults, .. check._faults.OrderBy(fault => fault.Line ?? int.MaxValue)];
    }

    private void Run()
    {
        foreach (var setting in _snapshot.Settings.Where(setting => !Parents(setting.Key).Any(key => _places.Contains((setting.Origin, key)))))
        {
            CheckKey(setting);
        }

        // of a file that cannot be read, what is missing cannot be said
        if (!_snapshot.Readable)
        {
            return;
        }

        foreach (var (name, node) in _schema.Sections)
        {
            CheckSection(name, node);
        }

        foreach (var id in _snapshot.ChannelIds)
        {
            CheckChannel(id);
        }
    }

    private void CheckKey(Setting setting)
    {
        var path = setting.Key.Split(':');
        if (string.Equals(path[0], ChannelOptions.Section, StringComparison.OrdinalIgnoreCase))
        {
            CheckChannelKey(setting, path);
        }
        else if (_schema.Sections.TryGetValue(path[0], out var section))
        {
            CheckBelow(setting, path, 1, section);
        }
        else
        {
            Unknown(setting, path, 0, [.. _schema.Sections.Keys, ChannelOptions.Section]);
        }
    }

    private void CheckChannelKey(Setting setting, string[] path)
    {
        if (path.Length <= 2)
        {
            if (setting.Form != SettingForm.Section)
            {
                Add(setting, setting.Key, "must be a section", path.Length == 1 ? "write { \"ID\": { ... } }" : "write { \"Kind\": ... }");
            }

            return;
        }

        if (KindOf(path[1]) is { } kind)
        {
            CheckBelow(setting, path, 2, kind);
        }
    }

    private void CheckBelow(Setting setting, string[] path, int depth, OptionNode node)
    {
        for (; depth < path.Length; depth++)
        {
            var below = node.Shape == OptionShape.List && int.TryParse(path[depth], out _)
                ? node.Item
                : node.Children.GetValueOrDefault(path[depth]);
            if (below is null)
            {
                Unknown(setting, path, depth, node.Children.Keys);
                return;
            }

            node = below;
        }

        var fault = node.Shape switch
        {
            OptionShape.Section => setting.Form == SettingForm.Section ? null : ("must be a section", "write its keys in { }"),
            OptionShape.List => setting.Form == SettingForm.List
                ? null
                : ("must be a list", setting.FromEnvironment ? $"set {setting.Origin}__0 and so on" : "write its values in [ ]"),
            _ => ValueCheck.Fault(node, setting) ?? SecretCheck.Fault(node, setting, _secrets),
        };
        if (fault is { } found)
        {
            Add(setting, setting.Key, found.Item1, found.Item2);
        }
    }

    private void CheckChannel(string id)
    {
        var key = $"{ChannelOptions.Section}:{id}";
        if (!ChannelId().IsMatch(id))
        {
            AddAt(key, "is not an id of a channel", "use up to 40 lower-case letters, digits and hyphens, starting with a letter or digit");
        }
        else if (KindOf(id) is { } node)
        {
            CheckSection(key, node);
        }
        else if (_snapshot.Find(key + ":Kind") is not { Text.Length: > 0 } kind)
        {
            AddAt($"{key}:Kind", "is missing", $"name the kind of channel: {string.Join(", ", _schema.ChannelKinds.Keys)}");
        }
        else
        {
            Add(kind, $"{key}:Kind", "is not a known kind of channel", DidYouMean.Sentence(kind.Text, _schema.ChannelKinds.Keys));
        }
    }

    private void CheckSection(string key, OptionNode node)
    {
        var values = new ConfigurationBuilder()
            .AddInMemoryCollection(_snapshot.Pick(k => !_faulty.Contains(k) && !HasFaultyParent(k)))
            .Build();
        var options = values.GetSection(key).Get(node.Type) ?? Activator.CreateInstance(node.Type)!;
        CheckSection(key, node, options);
    }

    private void CheckSection(string key, OptionNode node, object options)
    {
        foreach (var (name, child) in node.Children)
        {
            var value = node.Type.GetProperty(name)!.GetValue(options);
            if (child.Shape == OptionShape.Section && value is not null)
            {
                CheckSection($"{key}:{name}", child, value);
            }
            else if (child.Required && string.IsNullOrWhiteSpace(value as string))
            {
                AddAt($"{key}:{name}", _snapshot.Find($"{key}:{name}") is null ? "is missing" : "is empty", "give it a value");
            }
        }

        foreach (var fault in options is IOptionRules rules ? rules.Faults() : [])
        {
            AddAt($"{key}:{fault.Key}", fault.Problem, fault.Fix);
        }
    }

    private OptionNode? KindOf(string channelId) =>
        _snapshot.Find($"{ChannelOptions.Section}:{channelId}:Kind")?.Text is { } kind ? _schema.ChannelKinds.GetValueOrDefault(kind) : null;

    private void Unknown(Setting setting, string[] path, int depth, IEnumerable<string> known)
    {
        var key = string.Join(':', path[..(depth + 1)]);
        Add(setting, key, "is not a known key", DidYouMean.Sentence(path[depth], known));
    }

    private void Add(Setting setting, string key, string problem, string fix)
    {
        _faulty.Add(key);
        if (_places.Add((setting.Origin, key)))
        {
            _faults.Add(new(setting.Origin, setting.Line, key, problem, fix));
        }
    }

    private void AddAt(string key, string problem, string fix)
    {
        if (!HasFaultyParent(key) && _faulty.Add(key))
        {
            var place = Nearest(key);
            _faults.Add(new(place?.Origin ?? _snapshot.File, place?.Line, key, problem, fix));
        }
    }

    /// <summary>The setting of a key, or of the section that lacks it.</summary>
    private Setting? Nearest(string key) => Parents(key).Prepend(key).Select(_snapshot.Find).FirstOrDefault(setting => setting is not null);

    private bool HasFaultyParent(string key) => Parents(key).Any(_faulty.Contains);

    private static IEnumerable<string> Parents(string key)
    {
        for (var end = key.LastIndexOf(':'); end > 0; end = key.LastIndexOf(':', end - 1))
        {
            yield return key[..end];
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}\\z")]
    private static partial Regex ChannelId();
}

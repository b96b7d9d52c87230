using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Hub.Host.Configuration;

/// <summary>
/// Reads a configuration file: JSON with comments and trailing commas, into settings with their lines. Unlike the framework's reader it
/// goes on after a duplicate key, and its faults name places and never repeat text of the file, which may be a secret.
/// </summary>
internal sealed class SettingsFile
{
    private readonly string _file;
    private readonly Dictionary<string, Setting> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigurationFault> _faults = [];
    private readonly Stack<Container> _open = new();
    private int _line = 1;
    private int _counted;

    private SettingsFile(string file) => _file = file;

    /// <summary>The settings in the file's order; empty when the file cannot be read.</summary>
    public IReadOnlyCollection<Setting> Settings => _settings.Values;

    /// <summary>What is wrong with the file as such.</summary>
    public IReadOnlyList<ConfigurationFault> Faults => _faults;

    /// <summary>False when the file is no JSON object at all, so that nothing can be said about its keys.</summary>
    public bool Readable { get; private set; }

    public static SettingsFile Read(string file, ReadOnlySpan<byte> content)
    {
        var reader = new SettingsFile(file);
        reader.Read(content.StartsWith("\uFEFF"u8) ? content[3..] : content);
        return reader;
    }

    private void Read(ReadOnlySpan<byte> content)
    {
        if (!Utf8.IsValid(content))
        {
            _faults.Add(new(_file, null, "", "is not UTF-8 text", "save it as UTF-8"));
            return;
        }

        try
        {
            ReadTokens(content);
            Readable = _faults.TrueForAll(fault => fault.Key.Length > 0);
        }
        catch (JsonException e)
        {
            // the message of the exception quotes the file, so only its position is used
            var column = (e.BytePositionInLine.GetValueOrDefault() + 1).ToString(CultureInfo.InvariantCulture);
            _settings.Clear();
            _faults.Clear();
            _faults.Add(new(_file, (int)e.LineNumber.GetValueOrDefault() + 1, "", $"is not valid JSON at column {column}",
                "look there or just before for a quote, comma or bracket that is missing or one too many"));
        }
    }

    private void ReadTokens(ReadOnlySpan<byte> content)
    {
        var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var reader = new Utf8JsonReader(content, options);
        string? name = null;
        while (reader.Read())
        {
            CountLines(content, (int)reader.TokenStartIndex);
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _open.Pop();
                    break;
                default:
                    Add(ref reader, NextKey(name));
                    break;
            }
        }
    }

    private void Add(ref Utf8JsonReader reader, string? key)
    {
        var form = FormOf(reader.TokenType);
        if (key is null && form != SettingForm.Section)
        {
            _faults.Add(new(_file, _line, "", "does not hold one JSON object", "start it with { and end it with }"));
        }

        if (key is not null)
        {
            var setting = new Setting { Key = key, Text = TextOf(ref reader), Form = form, Origin = _file, Line = _line };
            if (!_settings.TryAdd(key, setting))
            {
                _faults.Add(new(_file, _line, key, $"is set a second time (first on line {_settings[key].Line})", "remove one of the two"));
            }
        }

        if (form is SettingForm.Section or SettingForm.List)
        {
            _open.Push(new(key is null ? "" : key + ":", form == SettingForm.List));
        }
    }

    private string? NextKey(string? name) =>
        _open.TryPeek(out var container) ? container.Prefix + (container.IsList ? container.NextIndex() : name) : null;

    private void CountLines(ReadOnlySpan<byte> content, int upTo)
    {
        _line += content[_counted..upTo].Count((byte)'\n');
        _counted = upTo;
    }

    private static SettingForm FormOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => SettingForm.Section,
        JsonTokenType.StartArray => SettingForm.List,
        JsonTokenType.Number => SettingForm.Number,
        JsonTokenType.True or JsonTokenType.False => SettingForm.Truth,
        JsonTokenType.Null => SettingForm.Nothing,
        _ => SettingForm.Text,
    };

    private static string? TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => null,
    };

    private sealed class Container(string prefix, bool isList)
    {
        private int _next;

        public string Prefix { get; } = prefix;

        public bool IsList { get; } = isList;

        public string NextIndex() => _next++.ToString(CultureInfo.InvariantCulture);
    }
}

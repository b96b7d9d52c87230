using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hub.Host.Api;

/// <summary>Every JSON form of the API. Unknown fields are refused, so that nobody believes to have set what cannot be set.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 32)]
// what routes and queries are made of, for the OpenAPI document
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(LoginBody))]
[JsonSerializable(typeof(LoginView))]
[JsonSerializable(typeof(MeView))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(Page<AgentView>))]
[JsonSerializable(typeof(NewAgentBody))]
[JsonSerializable(typeof(AgentChangeBody))]
[JsonSerializable(typeof(PresenceBody))]
[JsonSerializable(typeof(Page<RoleView>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(Page<ConversationView>))]
[JsonSerializable(typeof(NewConversationBody))]
[JsonSerializable(typeof(ConversationChangeBody))]
[JsonSerializable(typeof(Page<RoutingView>))]
[JsonSerializable(typeof(Page<MessageView>))]
[JsonSerializable(typeof(NewMessageBody))]
[JsonSerializable(typeof(Page<ContactView>))]
[JsonSerializable(typeof(NewContactBody))]
[JsonSerializable(typeof(ContactChangeBody))]
[JsonSerializable(typeof(NewPointBody))]
[JsonSerializable(typeof(Page<QueueView>))]
[JsonSerializable(typeof(NewQueueBody))]
[JsonSerializable(typeof(QueueChangeBody))]
internal sealed partial class ApiJson : JsonSerializerContext;

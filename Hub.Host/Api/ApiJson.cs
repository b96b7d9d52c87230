using System.Text.Json;
using System.Text.Json.Serialization;
using Hub.Core.Routing;
using Hub.Host.Chat;
using Hub.Host.Events;

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
[JsonSerializable(typeof(VerdictView))]
[JsonSerializable(typeof(QueueRouting))]
[JsonSerializable(typeof(QueueRoutingBody))]
[JsonSerializable(typeof(SkillsView))]
[JsonSerializable(typeof(Page<OfferView>))]
[JsonSerializable(typeof(RejectBody))]
[JsonSerializable(typeof(JunkBody))]
[JsonSerializable(typeof(Page<JunkSenderView>))]
[JsonSerializable(typeof(Page<MessageView>))]
[JsonSerializable(typeof(NewMessageBody))]
[JsonSerializable(typeof(MergeBody))]
[JsonSerializable(typeof(SplitBody))]
[JsonSerializable(typeof(MoveBody))]
[JsonSerializable(typeof(ForwardBody))]
[JsonSerializable(typeof(CannedView))]
[JsonSerializable(typeof(Page<CannedView>))]
[JsonSerializable(typeof(NewCannedBody))]
[JsonSerializable(typeof(Page<ContactView>))]
[JsonSerializable(typeof(NewContactBody))]
[JsonSerializable(typeof(ContactChangeBody))]
[JsonSerializable(typeof(NewPointBody))]
[JsonSerializable(typeof(Page<QueueView>))]
[JsonSerializable(typeof(NewQueueBody))]
[JsonSerializable(typeof(QueueChangeBody))]
[JsonSerializable(typeof(AcknowledgementBody))]
[JsonSerializable(typeof(AcknowledgementView))]
[JsonSerializable(typeof(IdentityBody))]
[JsonSerializable(typeof(IdentityView))]
[JsonSerializable(typeof(ChannelView))]
[JsonSerializable(typeof(Page<ChannelView>))]
[JsonSerializable(typeof(MessageInBody))]
[JsonSerializable(typeof(MessageInView))]
[JsonSerializable(typeof(Page<OutboxView>))]
[JsonSerializable(typeof(DeliveryView))]
[JsonSerializable(typeof(DeliveryLifeView))]
[JsonSerializable(typeof(Page<DeliveryView>))]
[JsonSerializable(typeof(SettleBody))]
[JsonSerializable(typeof(SuppressionView))]
[JsonSerializable(typeof(Page<SuppressionView>))]
[JsonSerializable(typeof(NewSuppressionBody))]
[JsonSerializable(typeof(QuarantineView))]
[JsonSerializable(typeof(RetryAllBody))]
[JsonSerializable(typeof(RetriedView))]
[JsonSerializable(typeof(Page<QuarantineView>))]
[JsonSerializable(typeof(AlarmView))]
[JsonSerializable(typeof(Page<AlarmView>))]
[JsonSerializable(typeof(Page<ParkedEntryView>))]
[JsonSerializable(typeof(EventView))]
[JsonSerializable(typeof(ChatVisitorView))]
[JsonSerializable(typeof(ChatHistoryView))]
[JsonSerializable(typeof(ChatMessageBody))]
[JsonSerializable(typeof(ChatPostedView))]
[JsonSerializable(typeof(ChatReceiptBody))]
[JsonSerializable(typeof(ChatWritingBody))]
[JsonSerializable(typeof(ChatTypingView))]
internal sealed partial class ApiJson : JsonSerializerContext;

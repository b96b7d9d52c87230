namespace Hub.Host.Api;

/// <summary>The list of the API's parts.</summary>
internal static class HubApi
{
    public static void MapHubApi(this IEndpointRouteBuilder app, bool openDocs)
    {
        app.MapHealth();
        app.MapDocs(openDocs);
        app.MapHooks();
        var api = app.MapGroup("/api/v1").WithProblems();
        LoginApi.MapLogin(api);
        AgentsApi.MapAgents(api);
        RolesApi.MapRoles(api);
        ContactsApi.MapContacts(api);
        QueuesApi.MapQueues(api);
        CalendarsApi.MapCalendars(api);
        CalendarDaysApi.MapDays(api);
        AcknowledgementApi.MapAcknowledgements(api);
        IdentityApi.MapIdentities(api);
        RulesApi.MapRules(api);
        ConsultApi.MapConsult(api);
        RoutingApi.MapRouting(api);
        ServiceLevelsApi.MapServiceLevels(api);
        OffersApi.MapOffers(api);
        TransferApi.MapTransfer(api);
        ConversationsApi.MapConversations(api);
        JunkApi.MapJunk(api);
        MessagesApi.MapMessages(api);
        MovesApi.MapMoves(api);
        ForwardApi.MapForward(api);
        AttachmentsApi.MapAttachments(api);
        CannedApi.MapCanned(api);
        ChannelsApi.MapChannels(api);
        DeliveriesApi.MapDeliveries(api);
        SuppressionsApi.MapSuppressions(api);
        QuarantineApi.MapQuarantine(api);
        AlarmsApi.MapAlarms(api);
        JournalApi.MapJournal(api);
        EventsApi.MapEvents(api);
        EventSubscriptionsApi.MapSubscriptions(api);
    }

    /// <summary>Every route may answer these, always as a problem.</summary>
    private static RouteGroupBuilder WithProblems(this RouteGroupBuilder group)
    {
        foreach (var status in new[] { 400, 401, 403, 404, 429, 503 })
            group.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Problem), [Problem.ContentType]));
        return group;
    }
}

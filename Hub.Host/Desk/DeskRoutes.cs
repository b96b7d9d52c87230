using Hub.Host.Desk.Assets;
using Hub.Host.Desk.Forms;
using Hub.Host.Desk.Pictures;
using Hub.Host.Security;

namespace Hub.Host.Desk;

/// <summary>The list of the desk's parts.</summary>
internal static class DeskRoutes
{
    public const string Path = "/desk";

    public static void MapHubDesk(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => TypedResults.Redirect(Path)).Open().ExcludeFromDescription();
        app.MapDeskAssets();
        var desk = app.MapGroup(Path).ExcludeFromDescription();
        SignInForms.MapSignIn(desk);
        DeskPages.MapPages(desk);
        DeskParts.MapParts(desk);
        PictureRoutes.MapPictures(desk);
        FaxPageRoutes.MapFaxPages(desk);
        ConversationForms.MapConversationForms(desk);
        ArrangeForms.MapArrangeForms(desk);
        JunkForms.MapJunkForms(desk);
        ForwardForms.MapForwardForms(desk);
        QuarantineForms.MapQuarantineForms(desk);
        OfferForms.MapOfferForms(desk);
        HandsForms.MapHandsForms(desk);
        ConsultForms.MapConsultForms(desk);
        PolicyForms.MapPolicyForms(desk);
        TargetForms.MapTargetForms(desk);
        CalendarForms.MapCalendarForms(desk);
        RoutingForms.MapRoutingForms(desk);
        RuleForms.MapRuleForms(desk);
    }
}

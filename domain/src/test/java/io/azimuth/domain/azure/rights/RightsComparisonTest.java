package io.azimuth.domain.azure.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is missing, and what is too much. */
class RightsComparisonTest {

  private static final String SUB = "/subscriptions/22222222-2222-2222-2222-222222222222";
  private static final AzureScope SUBSCRIPTION = AzureScope.parse(SUB).orElseThrow();
  private static final AzureScope GROUP =
      AzureScope.parse(SUB + "/resourceGroups/rg-web").orElseThrow();
  private static final String VM = "Microsoft.Compute/virtualMachines/read";

  private final NeededRights needed = needs(Optional.of(GROUP));

  @Test
  void aRightIsPresentMissingOrUnknown() {
    assertThat(state(needed, held(GROUP, grant(VM)))).isEqualTo(RightState.PRESENT);
    assertThat(state(needed, held(GROUP, grant("*")))).isEqualTo(RightState.PRESENT);
    assertThat(state(needed, held(GROUP, grant("Microsoft.Web/*")))).isEqualTo(RightState.MISSING);
    assertThat(state(needed, held(GROUP))).isEqualTo(RightState.MISSING);
    assertThat(state(needed, nothing())).isEqualTo(RightState.UNKNOWN);
    assertThat(state(needs(Optional.empty()), held(GROUP, grant(VM))))
        .isEqualTo(RightState.UNKNOWN);
  }

  @Test
  void whatNotActionsExcludeOneGrantOnly() {
    ActionGrant without = grant(List.of("*"), "Microsoft.Compute/*");

    assertThat(state(needed, held(GROUP, without))).isEqualTo(RightState.MISSING);
    assertThat(state(needed, held(GROUP, without, grant(VM)))).isEqualTo(RightState.PRESENT);
  }

  @Test
  void whyAzureDidNotTellIsTold() {
    HeldRights held =
        new HeldRights(
            Map.of(), Map.of(GROUP, "answered 403"), Optional.empty(), Optional.empty(), "no");

    assertThat(RightsComparison.of(needed, held).needed())
        .singleElement()
        .satisfies(it -> assertThat(it.detail()).isEqualTo("answered 403"));
  }

  @Test
  void exactlyTheNeededActionsAreNotTooMuch() {
    assertThat(unused(held(GROUP, grant(VM.toUpperCase(Locale.ROOT))))).isEmpty();
    assertThat(unused(held(GROUP, grant(VM, RightsComparison.OWN_RIGHTS.value())))).isEmpty();
  }

  @Test
  void theNeededActionAtAWiderPlaceIsTooMuch() {
    assertThat(unused(held(SUBSCRIPTION, grant(VM))))
        .containsExactly(VM + ": wider than what is needed: only in " + GROUP);
    assertThat(
            shown(
                RightsComparison.of(
                    needs(Optional.of(SUBSCRIPTION)), held(SUBSCRIPTION, grant(VM)))))
        .isEmpty();
    assertThat(shown(RightsComparison.of(needs(Optional.empty()), held(SUBSCRIPTION, grant(VM)))))
        .isEmpty();
  }

  @Test
  void atTheGroupOfAMachineItLetsTheServerListMachines() {
    AzureScope machine =
        AzureScope.parse(GROUP + "/providers/Microsoft.Compute/virtualMachines/web-1")
            .orElseThrow();

    assertThat(shown(RightsComparison.of(needs(Optional.of(machine)), held(GROUP, grant(VM)))))
        .isEmpty();
  }

  @Test
  void whatWritesIsDangerousAndComesFirst() {
    assertThat(
            unused(held(GROUP, grant("*/read", "Microsoft.Compute/virtualMachines/delete", "*"))))
        .containsExactly(
            "danger Microsoft.Compute/virtualMachines/delete: no role needs it there",
            "danger *: wider than what is needed: " + VM,
            "*/read: wider than what is needed: " + VM);
  }

  @Test
  void whatIsExcludedWholeIsNotHeld() {
    assertThat(
            unused(
                held(
                    GROUP,
                    grant(List.of("Microsoft.Authorization/*/write", VM), "Microsoft.Auth*"))))
        .isEmpty();
    assertThat(unused(held(GROUP, grant(List.of("*"), "Microsoft.Compute/virtualMachines/*"))))
        .containsExactly("danger *: no role needs it there");
  }

  @Test
  void aRightAtAnotherPlaceIsOfNoUse() {
    AzureScope elsewhere = AzureScope.parse(SUB + "/resourceGroups/rg-other").orElseThrow();

    assertThat(unused(held(elsewhere, grant(VM)))).containsExactly(VM + ": no role needs it there");
    assertThat(RightsComparison.of(needs(Optional.empty()), held(elsewhere, grant(VM))).unused())
        .isEmpty();
  }

  @Test
  void whatIsInheritedIsToldOnceWhereItComesFrom() {
    Grants wide = new Grants(List.of(grant("*/read")));
    Grants narrow = new Grants(List.of(grant("*/read"), grant("Microsoft.Web/sites/write")));

    RightsReport report =
        RightsComparison.of(
            needed,
            new HeldRights(
                Map.of(SUBSCRIPTION, wide, GROUP, narrow),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                "none"));

    assertThat(report.unused())
        .extracting(it -> it.right() + " " + it.place())
        .containsExactly("Microsoft.Web/sites/write " + GROUP, "*/read " + SUBSCRIPTION);
  }

  @Test
  void dataIsNobodysBusinessButTheKeyOfTheSeal() {
    ActionGrant data =
        new ActionGrant(
            List.of(),
            List.of(),
            patterns(
                "Microsoft.KeyVault/vaults/keys/wrap/action",
                "Microsoft.Storage/*",
                "Microsoft.KeyVault/vaults/secrets/*/read"),
            List.of());

    assertThat(unused(held(GROUP, data)))
        .containsExactly(
            "danger Microsoft.Storage/*: no role reads the data of resources",
            "danger Microsoft.KeyVault/vaults/secrets/*/read: no role reads the data of"
                + " resources");
  }

  @Test
  void permissionsOfGraphAreComparedByName() {
    NeededRights rotation =
        new NeededRights(
            List.of(),
            List.of(new NeededPermission(GraphAppRole.APPLICATION_OWNED, "rotation", true)),
            Optional.of("it changes what it owns"),
            true);

    RightsReport wide =
        RightsComparison.of(rotation, graph("Application.ReadWrite.All", "User.Read.All"));

    assertThat(wide.needed())
        .extracting(JudgedRight::state)
        .containsExactly(RightState.PRESENT, RightState.UNKNOWN);
    assertThat(wide.needed().get(0).detail()).isEqualTo("by Application.ReadWrite.All");
    assertThat(shown(wide))
        .containsExactly(
            "danger Application.ReadWrite.All: wider than what is needed:"
                + " Application.ReadWrite.OwnedBy is enough",
            "User.Read.All: nothing needs it");
    assertThat(
            shown(
                RightsComparison.of(
                    rotation, graph("Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"))))
        .containsExactly("danger Application.ReadWrite.All: nothing needs it");
    assertThat(RightsComparison.of(rotation, graph()).needed().get(0).state())
        .isEqualTo(RightState.MISSING);
    assertThat(shown(RightsComparison.of(rotation, graph("Application.ReadWrite.OwnedBy"))))
        .isEmpty();
  }

  private List<String> unused(HeldRights held) {
    return shown(RightsComparison.of(needed, held));
  }

  private static List<String> shown(RightsReport report) {
    return report.unused().stream()
        .map(it -> (it.dangerous() ? "danger " : "") + it.right() + ": " + it.why())
        .toList();
  }

  private static RightState state(NeededRights needed, HeldRights held) {
    return RightsComparison.of(needed, held).needed().get(0).state();
  }

  private static NeededRights needs(Optional<AzureScope> place) {
    return new NeededRights(
        List.of(new NeededAction(new ActionPattern(VM), place, true, new TreeSet<>(Set.of("web")))),
        List.of(),
        Optional.empty(),
        true);
  }

  private static HeldRights held(AzureScope place, ActionGrant... grants) {
    return new HeldRights(
        Map.of(place, new Grants(List.of(grants))),
        Map.of(),
        Optional.empty(),
        Optional.of(Set.of()),
        "");
  }

  private static HeldRights graph(String... permissions) {
    return new HeldRights(
        Map.of(), Map.of(), Optional.empty(), Optional.of(Set.of(permissions)), "");
  }

  private static HeldRights nothing() {
    return new HeldRights(Map.of(), Map.of(), Optional.empty(), Optional.empty(), "no token");
  }

  private static ActionGrant grant(String... actions) {
    return ActionGrant.of(patterns(actions), List.of());
  }

  private static ActionGrant grant(List<String> actions, String... notActions) {
    return ActionGrant.of(patterns(actions.toArray(String[]::new)), patterns(notActions));
  }

  private static List<ActionPattern> patterns(String... texts) {
    return Stream.of(texts).map(ActionPattern::new).toList();
  }
}

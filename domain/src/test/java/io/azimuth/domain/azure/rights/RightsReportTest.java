package io.azimuth.domain.azure.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A report has an end, and says what is beyond it. */
class RightsReportTest {

  private static final String OTHER = "/subscriptions/33333333-3333-3333-3333-333333333333";
  private static final String VM = "Microsoft.Compute/virtualMachines/read";
  private static final AzureScope GROUP =
      AzureScope.parse("/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web")
          .orElseThrow();

  private final NeededRights needed =
      new NeededRights(
          List.of(
              new NeededAction(
                  new ActionPattern(VM), Optional.of(GROUP), true, new TreeSet<>(Set.of("web")))),
          List.of(),
          Optional.empty(),
          true);

  @Test
  void aReportHasAnEnd() {
    List<String> many =
        IntStream.range(0, 300).mapToObj("Microsoft.Foo/bars%d/write"::formatted).toList();

    RightsReport report = RightsComparison.of(needed, held(grant(many)));

    assertThat(report.unused()).hasSize(UnusedRights.MAX);
    assertThat(report.gaps())
        .containsExactly("there are more rights that nothing needs than are named");
    assertThat(report.complete()).isFalse();
  }

  @Test
  void harmlessRightsDoNotHideDangerousOnes() {
    List<String> many =
        IntStream.range(0, 300).mapToObj("Microsoft.Foo/bars%d/read"::formatted).toList();
    ActionGrant grants = grant(many);
    ActionGrant dangerous = grant(List.of("Microsoft.Authorization/roleAssignments/write"));

    RightsReport report =
        RightsComparison.of(
            needed,
            new HeldRights(
                Map.of(GROUP, new Grants(List.of(grants, dangerous))),
                Map.of(),
                Optional.empty(),
                Optional.of(Set.of("RoleManagement.ReadWrite.Directory")),
                ""));

    assertThat(report.unused())
        .hasSize(UnusedRights.MAX)
        .filteredOn(UnusedRight::dangerous)
        .extracting(UnusedRight::right)
        .containsExactly(
            "Microsoft.Authorization/roleAssignments/write", "RoleManagement.ReadWrite.Directory");
    assertThat(report.complete()).isFalse();
  }

  @Test
  void whatAzureDidNotTellIsAGap() {
    AzureScope other = AzureScope.parse(OTHER).orElseThrow();
    HeldRights held =
        new HeldRights(
            Map.of(GROUP, new Grants(List.of(grant(List.of(VM))))),
            Map.of(other, "answered 403"),
            Optional.of("answered 429"),
            Optional.empty(),
            "no token");

    RightsReport report = RightsComparison.of(needed, held);

    assertThat(report.complete()).isFalse();
    assertThat(report.gaps())
        .containsExactly(
            OTHER + ": answered 403",
            "other subscriptions: answered 429",
            "permissions of Microsoft Graph: no token");
    assertThat(RightsComparison.of(needed, held(grant(List.of(VM)))).complete()).isTrue();
  }

  @Test
  void manyPatternsAtManyPlacesAreComparedInAMoment() {
    ActionGrant grant =
        ActionGrant.of(
            patterns(numbered("Microsoft.Compute/" + "a".repeat(36) + "%d/*")),
            patterns(numbered("Microsoft.Compute/" + "a".repeat(36) + "*%dx")));
    BoundedGrants everywhere = new BoundedGrants();
    for (int number = 0; number < 32; number++) {
      String path = "/subscriptions/33333333-3333-3333-3333-3333333333%02d".formatted(number);
      AzureScope place = AzureScope.parse(path).orElseThrow();
      assertThat(everywhere.add(place, new Grants(List.of(grant)))).isTrue();
    }
    HeldRights held =
        new HeldRights(everywhere.kept(), Map.of(), Optional.empty(), Optional.of(Set.of()), "");

    RightsReport report =
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> RightsComparison.of(needed, held));

    assertThat(report.unused()).hasSize(UnusedRights.MAX);
  }

  private static List<String> numbered(String text) {
    return IntStream.range(0, Grants.MAX_PATTERNS / 4).mapToObj(text::formatted).toList();
  }

  private static HeldRights held(ActionGrant grant) {
    return new HeldRights(
        Map.of(GROUP, new Grants(List.of(grant))),
        Map.of(),
        Optional.empty(),
        Optional.of(Set.of()),
        "");
  }

  private static ActionGrant grant(List<String> actions) {
    return ActionGrant.of(patterns(actions), List.of());
  }

  private static List<ActionPattern> patterns(List<String> texts) {
    return texts.stream().map(ActionPattern::new).toList();
  }
}

package io.azimuth.bootstrap.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.network.Cidr;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryFilterTest {

  private static final String GRANTED = AuditEntries.granted(0, "id-1");
  private static final String REFUSED = AuditEntries.refused(1, "id-2");
  private static final String ASKED = AuditEntries.asked(2, "id-3");

  private static final String GUID = "bbbbbbbb-0000-4000-8000-000000000001";

  private static boolean matches(EntryFilter filter, String line) {
    boolean matches = filter.matches(AuditEntry.parse(line).orElseThrow());
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    if (matches) {
      assertThat(filter.mayMatch(bytes, 0, bytes.length)).isTrue();
    }
    return matches;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web-1",
        "WEB-1",
        "/subscriptions/s/resourceGroups/RG-web/providers/Microsoft.Compute/virtualMachines/web-1"
      })
  void machineIsANameOrAnId(String given) {
    assertThat(matches(EntryFilter.machine(given), GRANTED)).isTrue();
    assertThat(matches(EntryFilter.machine(given), REFUSED)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "eb-1", "rg-web", "s", "virtualMachines", "", "web-1\u017f"})
  void partOfAMachineIsNone(String given) {
    assertThat(matches(EntryFilter.machine(given), GRANTED)).isFalse();
  }

  @Test
  void machineOfALoginIsThatOfItsLaterRequests() {
    assertThat(matches(EntryFilter.machine("web-1"), ASKED)).isTrue();
  }

  @Test
  void instanceOfAScaleSetIsFoundByTheNameOfTheSet() {
    String line =
        GRANTED
            .replace("virtualMachines/web-1", "virtualMachineScaleSets/fleet/virtualMachines/3")
            .replace("vm_name", "other");

    assertThat(matches(EntryFilter.machine("fleet"), line)).isTrue();
    assertThat(matches(EntryFilter.machine("virtualMachineScaleSets"), line)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oid-1", "OID-1", "azure-oid-1", "app-1", "entity-1"})
  void principalIsAnyOfItsIds(String given) {
    assertThat(matches(EntryFilter.principal(given), GRANTED)).isTrue();
    assertThat(matches(EntryFilter.principal(given), REFUSED)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "oid", "-oid-1", "azure", "azure-", "azure-oid", "x-azure-oid-1", ""})
  void partOfAPrincipalIsNone(String given) {
    assertThat(matches(EntryFilter.principal(given), GRANTED)).isFalse();
  }

  @Test
  void aliasFollowsTheWholeNameOfItsMount() {
    String token = askedBy("token-x-web");
    String deep = askedBy("Team-azure-" + GUID);
    String login =
        GRANTED
            .replace("azure-oid-1", "team-azure-x-web")
            .replace("auth/azure/", "auth/team/azure/");

    assertThat(matches(EntryFilter.principal("x-web"), token)).isTrue();
    assertThat(matches(EntryFilter.principal("web"), token)).isFalse();
    assertThat(matches(EntryFilter.principal(GUID), deep)).isTrue();
    assertThat(matches(EntryFilter.principal(GUID.substring(9)), deep)).isFalse();
    assertThat(matches(EntryFilter.principal("x-web"), login)).isTrue();
    assertThat(matches(EntryFilter.principal("web"), login)).isFalse();
  }

  private static String askedBy(String displayName) {
    return ASKED.replace(
        "\"metadata\"", "\"display_name\":\"%s\",\"metadata\"".formatted(displayName));
  }

  @ParameterizedTest
  @CsvSource({
    "auth/azure/, true",
    "auth/azure/login, true",
    "auth/*/login, true",
    "auth/*, true",
    "azure, false",
    "auth/azure/log*x, false",
    "*azure, false",
    "secret/, false"
  })
  void pathIsAPrefixOrAGlob(String given, boolean expected) {
    assertThat(matches(EntryFilter.path(given), GRANTED)).isEqualTo(expected);
  }

  @Test
  void mountIsTheWholePathOfOne() {
    assertThat(matches(EntryFilter.mount("auth/azure"), GRANTED)).isTrue();
    assertThat(matches(EntryFilter.mount("auth/azure/"), GRANTED)).isTrue();
    assertThat(matches(EntryFilter.mount("auth"), GRANTED)).isFalse();
  }

  @Test
  void anyReasonOfARefusalCounts() {
    assertThat(matches(EntryFilter.reason("resource_not_bound"), REFUSED)).isTrue();
    assertThat(matches(EntryFilter.reason("resource_not"), REFUSED)).isFalse();
    assertThat(matches(EntryFilter.reason("resource_not_bound"), GRANTED)).isFalse();
  }

  @Test
  void roleIsThatOfTheLoginOrOfTheToken() {
    assertThat(matches(EntryFilter.role("ops"), REFUSED)).isTrue();
    assertThat(matches(EntryFilter.role("web"), ASKED)).isTrue();
    assertThat(matches(EntryFilter.role("WEB"), ASKED)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"::1, true", "::/64, true", "10.0.0.0/8, false"})
  void clientIsAnAddressOrABlockInAnySpelling(String given, boolean expected) {
    assertThat(matches(EntryFilter.client(Cidr.parse(given).orElseThrow()), REFUSED))
        .isEqualTo(expected);
  }

  @Test
  void clientThatIsANameIsNotLookedUp() {
    String line = GRANTED.replace("10.1.2.3", "localhost");

    assertThat(matches(EntryFilter.client(Cidr.parse("127.0.0.1").orElseThrow()), line)).isFalse();
  }

  @Test
  void accessorsAndTokensAreComparedAsTheLogSpellsThem() {
    EntryFilter accessor = EntryFilter.accessor(List.of("clear-1", "hmac-sha256:bb"));

    assertThat(matches(accessor, GRANTED)).isTrue();
    assertThat(matches(accessor, ASKED)).isTrue();
    assertThat(matches(accessor, REFUSED)).isFalse();
    assertThat(matches(EntryFilter.token(List.of("hmac-sha256:cc")), ASKED)).isTrue();
    assertThat(matches(EntryFilter.token(List.of("hmac-sha256:cc")), GRANTED)).isFalse();
  }

  @Test
  void resultOfALoginIsItsDecisionAndOfOthersWhetherThereIsAnError() {
    String undecided = REFUSED.replace("\"decision\":\"refused\"", "\"decision\":\"undecided\"");
    String denied = ASKED.replace("\"request\",\"auth\"", "\"response\",\"error\":\"x\",\"auth\"");
    String served = ASKED.replace("\"request\",\"auth\"", "\"response\",\"auth\"");

    assertThat(List.of(GRANTED, REFUSED, undecided, denied, served, ASKED))
        .extracting(line -> AuditEntry.parse(line).orElseThrow().result())
        .containsExactly(
            EntryResult.GRANTED,
            EntryResult.REFUSED,
            EntryResult.UNDECIDED,
            EntryResult.REFUSED,
            EntryResult.GRANTED,
            EntryResult.ASKED);
  }

  @Test
  void timesAreInclusive() {
    Instant noon = AuditEntries.NOON;

    assertThat(matches(EntryFilter.since(noon), GRANTED)).isTrue();
    assertThat(matches(EntryFilter.since(noon.plusMillis(1)), GRANTED)).isFalse();
    assertThat(matches(EntryFilter.until(noon), GRANTED)).isTrue();
    assertThat(matches(EntryFilter.until(noon.minusMillis(1)), GRANTED)).isFalse();
  }

  @Test
  void lineWithoutTheNeedleIsNotRead() {
    byte[] line = "xx ID-1".getBytes(StandardCharsets.UTF_8);

    assertThat(EntryFilter.requestId("id-1").mayMatch(line, 0, line.length)).isTrue();
    assertThat(EntryFilter.requestId("id-1").mayMatch(line, 0, line.length - 1)).isFalse();
    assertThat(EntryFilter.requestId("\u00e4").mayMatch(line, 0, line.length)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-27T10:00:00Z, 2026-11-27T10:00:00Z",
    "2026-11-27T10:00:00.5+02:00, 2026-11-27T08:00:00.500Z",
    "2h, 2026-11-27T10:00:00Z",
    "1d, 2026-11-26T12:00:00Z",
    "0s, 2026-11-27T12:00:00Z"
  })
  void momentIsATimeOrHowLongAgo(String text, Instant expected) {
    assertThat(InstantText.of(text, AuditEntries.NOON)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "-2h", "2x", "2026-11-27", "600000h", "100y"})
  void otherTextsAreNoMoment(String text) {
    assertThat(InstantText.of(text, AuditEntries.NOON)).isEqualTo(Optional.empty());
  }
}

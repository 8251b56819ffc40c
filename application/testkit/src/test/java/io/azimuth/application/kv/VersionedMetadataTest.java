package io.azimuth.application.kv;

import static io.azimuth.application.kv.KvMount.assertNothing;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metadata, settings and lists of KV v2 secrets. */
class VersionedMetadataTest {

  private static final String A = "secret/metadata/a";

  private final KvMount kv = new KvMount("kv-v2");

  @Test
  void metadataOfANewPathMakesASecretWithoutVersions() {
    done(kv.server.write(kv.root, A, Map.of("max_versions", "3")));

    assertThat(kv.metadata("a"))
        .hasSize(11)
        .containsEntry("versions", Value.Obj.EMPTY)
        .containsEntry("current_version", Value.of(0))
        .containsEntry("current_metadata_version", Value.of(1))
        .containsEntry("oldest_version", Value.of(0))
        .containsEntry("created_time", Value.of("2026-11-25T12:00:00Z"))
        .containsEntry("updated_time", Value.of("2026-11-25T12:00:00Z"))
        .containsEntry("max_versions", Value.of(3))
        .containsEntry("cas_required", Value.of(false))
        .containsEntry("metadata_cas_required", Value.of(false))
        .containsEntry("delete_version_after", Value.of("0s"))
        .containsEntry("custom_metadata", Value.NULL);
    assertNothing(kv.get("a"));
    assertNothing(kv.server.read(kv.root, "secret/metadata/b"));
  }

  @Test
  void whatIsNotSentStaysAndAPatchNeedsASecret() {
    assertNothing(kv.server.patch(kv.root, A, Map.of("max_versions", 1)));
    done(
        kv.server.write(
            kv.root,
            A,
            Map.of("max_versions", 3, "cas_required", true, "delete_version_after", "3h25m19s")));
    done(kv.server.write(kv.root, A, Map.of("cas_required", false)));
    assertThat(kv.metadata("a"))
        .containsEntry("max_versions", Value.of(3))
        .containsEntry("cas_required", Value.of(false))
        .containsEntry("delete_version_after", Value.of("3h25m19s"));

    done(
        kv.server.patch(
            kv.root, A, Map.of("max_versions", Value.NULL, "delete_version_after", Value.NULL)));
    assertThat(kv.metadata("a"))
        .containsEntry("max_versions", Value.of(0))
        .containsEntry("delete_version_after", Value.of("0s"));
  }

  @Test
  void metadataIsWrittenOnTheVersionThatItsWriterHasSeen() {
    assertRefused(
        kv.server.write(kv.root, A, Map.of("metadata_cas", 1)),
        "metadata_cas must be 0 when creating new metadata");
    done(kv.server.write(kv.root, A, Map.of("metadata_cas", 0, "metadata_cas_required", true)));

    String required = "metadata check-and-set parameter required for this call";
    assertRefused(kv.server.write(kv.root, A, Map.of("max_versions", 3)), required);
    assertRefused(kv.server.patch(kv.root, A, Map.of("max_versions", 3)), required);
    String other = "metadata check-and-set parameter does not match the current version";
    assertRefused(kv.server.write(kv.root, A, Map.of("metadata_cas", 0)), other);
    assertRefused(kv.server.patch(kv.root, A, Map.of("metadata_cas", 2)), other);
    done(kv.server.patch(kv.root, A, Map.of("metadata_cas", 1, "max_versions", 3)));
    kv.versions("a", 1);
    done(kv.server.write(kv.root, A, Map.of("metadata_cas", 2)));

    assertThat(kv.metadata("a"))
        .containsEntry("current_metadata_version", Value.of(3))
        .containsEntry("max_versions", Value.of(3))
        .containsEntry("metadata_cas_required", Value.of(true));
  }

  @Test
  void recordsOfEarlierServersHaveTheFirstVersionOfTheirMetadata() {
    SecretMetadata now = SecretMetadata.created(Instant.EPOCH);
    Value.Obj record = MetadataCodec.encode(now);
    Map<String, Value> settings = new HashMap<>(MetadataCodec.encode(now.settings()).members());
    settings.remove("metadata_cas_required");
    Map<String, Value> earlier = new HashMap<>(record.members());
    earlier.remove("metadata_version");
    earlier.put("settings", new Value.Obj(settings));

    assertThat(MetadataCodec.metadata(new Value.Obj(earlier))).isEqualTo(now);
  }

  @Test
  void aMountCanRequireTheVersionOfMetadata() {
    done(kv.server.write(kv.root, "secret/config", Map.of("metadata_cas_required", true)));
    assertThat(data(kv.server.read(kv.root, "secret/config")))
        .containsEntry("metadata_cas_required", Value.of(true));
    kv.versions("a", 1);

    assertRefused(
        kv.server.write(kv.root, A, Map.of("max_versions", 3)),
        "metadata check-and-set parameter required for this call");
    Answer written =
        kv.server.write(kv.root, A, Map.of("metadata_cas", 0, "metadata_cas_required", false));

    assertThat(envelope(written).warnings())
        .containsExactly(
            "\"metadata_cas_required\" set to false, but is mandated by backend config. This value"
                + " will be ignored.");
    assertThat(kv.metadata("a")).containsEntry("current_metadata_version", Value.of(1));
  }

  private static void assertRefused(Answer answer, String sentence) {
    assertThat(refusal(answer).errors()).containsExactly(sentence);
  }

  @Test
  void notesAreReplacedByAWriteAndMergedByAPatch() {
    notes(Map.of("a", "1", "b", "2"));
    notes(Map.of("b", "3", "c", "4"));
    assertThat(kv.metadata("a")).containsEntry("custom_metadata", note("b", "3", "c", "4"));
    kv.versions("a", 1);
    assertThat(KvMount.about(kv.get("a")).get("custom_metadata"))
        .contains(note("b", "3", "c", "4"));

    Map<String, Object> change = new HashMap<>();
    change.put("b", Value.NULL);
    change.put("d", "5");
    done(kv.server.patch(kv.root, A, Map.of("custom_metadata", change)));
    assertThat(kv.metadata("a")).containsEntry("custom_metadata", note("c", "4", "d", "5"));
    done(kv.server.patch(kv.root, A, Map.of("max_versions", 2)));
    assertThat(kv.metadata("a")).containsEntry("custom_metadata", note("c", "4", "d", "5"));
    done(kv.server.patch(kv.root, A, Map.of("custom_metadata", Value.NULL)));
    assertThat(kv.metadata("a")).containsEntry("custom_metadata", Value.NULL);
  }

  @Test
  void notesHaveLimits() {
    Map<String, String> many =
        IntStream.range(0, 64)
            .boxed()
            .collect(Collectors.toMap(i -> "k".repeat(125) + (100 + i), i -> "é".repeat(512)));
    notes(many);
    Map<String, String> tooMany = new HashMap<>(many);
    tooMany.put("one more", "x");

    assertInvalid(tooMany, "custom_metadata validation failed: at most 64 keys are taken, not 65");
    assertInvalid(
        Map.of("k".repeat(129), "x"),
        "custom_metadata validation failed: a key has 1 to 128 printable characters");
    assertInvalid(
        Map.of("", "x"),
        "custom_metadata validation failed: a key has 1 to 128 printable characters");
    String value =
        "custom_metadata validation failed: the value of \"k\" needs 1 to 512 printable characters";
    assertInvalid(Map.of("k", "x".repeat(513)), value);
    assertInvalid(Map.of("k", ""), value);
    assertInvalid(Map.of("k", "a\nb"), value);
    assertInvalid(Map.of("k", "a\u00a0b"), value);
    assertInvalid(
        Map.of("k", 1), "custom_metadata validation failed: the value of \"k\" must be a string");
  }

  @Test
  void theOldestVersionsGoWhenThereAreTooMany() {
    kv.versions("a", 12);

    assertThat(kv.metadata("a"))
        .containsEntry("current_version", Value.of(12))
        .containsEntry("oldest_version", Value.of(3));
    assertNothing(kv.get("a", 2));
    assertThat(KvMount.secret(kv.get("a", 3))).isEqualTo(Values.of(Map.of("n", 3)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 10", "2, 0, 2", "0, 3, 3", "2, 4, 4", "5, 1, 5"})
  void theLargerLimitHolds(int ofSecret, int ofMount, int kept) {
    kv.server.write(kv.root, "secret/config", Map.of("max_versions", ofMount));
    kv.server.write(kv.root, A, Map.of("max_versions", ofSecret));

    kv.versions("a", 12);

    assertThat(((Value.Obj) kv.metadata("a").get("versions")).members()).hasSize(kept);
  }

  @Test
  void aSmallerLimitHoldsFromTheNextVersionOn() {
    kv.server.write(kv.root, A, Map.of("max_versions", 900));
    kv.versions("a", 900);
    kv.server.write(kv.root, A, Map.of("max_versions", 1));
    assertThat(((Value.Obj) kv.metadata("a").get("versions")).members()).hasSize(900);

    data(kv.put("a", Map.of("n", 901)));

    assertThat(((Value.Obj) kv.metadata("a").get("versions")).members()).containsOnlyKeys("901");
    assertThat(kv.metadata("a")).containsEntry("oldest_version", Value.of(901));
  }

  @ParameterizedTest
  @CsvSource({"-1", "901"})
  void aLimitHasLimits(int versions) {
    for (String path : List.of(A, "secret/config")) {
      assertThat(refusal(kv.server.write(kv.root, path, Map.of("max_versions", versions))).errors())
          .containsExactly("max_versions must be between 0 and 900");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, ''", "1h, 0, 13:00", "0, 2h, 14:00", "1h, 2h, 13:00", "3h, 2h, 14:00"})
  void theShorterTimeHolds(String ofSecret, String ofMount, String end) {
    kv.server.write(kv.root, "secret/config", Map.of("delete_version_after", ofMount));
    kv.server.write(kv.root, A, Map.of("delete_version_after", ofSecret));
    kv.versions("a", 1);

    assertThat(KvMount.about(kv.get("a")).get("deletion_time"))
        .contains(Value.of(end.isEmpty() ? "" : "2026-11-25T" + end + ":00Z"));
  }

  @ParameterizedTest
  @CsvSource({"9223372036s, 2319-03-07T11:47:16Z", "106751d, 2319-03-06T12:00:00Z"})
  void aTimeOfCenturiesIsKept(String time, String end) {
    done(kv.server.write(kv.root, A, Map.of("delete_version_after", time)));

    kv.versions("a", 1);

    assertThat(KvMount.about(kv.get("a")).get("deletion_time")).contains(Value.of(end));
    assertThat(kv.metadata("a")).containsEntry("current_version", Value.of(1));
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807", "99999999999999d"})
  void aTimeThatNoClockReachesIsRefused(String time) {
    assertThat(
            refusal(kv.server.write(kv.root, A, Map.of("delete_version_after", time)))
                .errors()
                .get(0))
        .endsWith("a duration is expected, such as 90, 30m, 1h30m or 2d");
    assertNothing(kv.server.read(kv.root, A));
  }

  @Test
  void aMountCanSayThatNothingEnds() {
    done(kv.server.write(kv.root, "secret/config", Map.of("delete_version_after", "-5h")));
    kv.server.write(kv.root, A, Map.of("delete_version_after", "1h"));
    kv.versions("a", 1);

    assertThat(KvMount.about(kv.get("a")).get("deletion_time")).contains(Value.of(""));
    assertThat(data(kv.server.read(kv.root, "secret/config")))
        .containsEntry("delete_version_after", Value.of("-1s"));
    done(kv.server.write(kv.root, "secret/config", Map.of("delete_version_after", 0)));
    assertThat(data(kv.server.read(kv.root, "secret/config")))
        .containsEntry("delete_version_after", Value.of("0s"));
  }

  @Test
  void settingsOfAMountAreThereFromTheStart() {
    assertThat(data(kv.server.read(kv.root, "secret/config")))
        .isEqualTo(
            Values.of(
                    Map.of(
                        "max_versions",
                        0,
                        "cas_required",
                        false,
                        "metadata_cas_required",
                        false,
                        "delete_version_after",
                        "0s"))
                .members());
  }

  @Test
  void whoIsNotHeardIsWarned() {
    done(kv.server.write(kv.root, "secret/config", Map.of("cas_required", true)));

    assertThat(envelope(kv.server.write(kv.root, A, Map.of("cas_required", false))).warnings())
        .containsExactly(
            "\"cas_required\" set to false, but is mandated by backend config. This value will be"
                + " ignored.");
    done(kv.server.write(kv.root, A, Map.of("cas_required", true)));
  }

  @Test
  void allOfASecretGoesWithItsMetadata() {
    kv.versions("a", 3);
    kv.put("a/b", Map.of("n", 1));
    done(kv.server.delete(kv.root, A));

    assertNothing(kv.get("a"));
    assertNothing(kv.get("a", 2));
    assertThat(KvMount.secret(kv.get("a/b"))).isEqualTo(Values.of(Map.of("n", 1)));
    assertThat(data(kv.put("a", Map.of("n", 1), 0))).containsEntry("version", Value.of(1));
    done(kv.server.delete(kv.root, "secret/metadata/none"));
  }

  @Test
  void listsGoInPages() {
    for (String path : List.of("a", "b/x", "c", "d")) {
      data(kv.put(path, Map.of("n", 1)));
    }

    assertThat(names(page(Map.of("after", "a")))).containsExactly("b/", "c", "d");
    assertThat(names(page(Map.of("limit", "2")))).containsExactly("a", "b/");
    assertThat(names(page(Map.of("after", "b/", "limit", "1")))).containsExactly("c");
    assertThat(names(page(Map.of("limit", "-1")))).hasSize(4);
    assertNothing(page(Map.of("after", "d")));
  }

  @Test
  void aScanFindsEverythingBelowAtAnyDepth() {
    for (String path : List.of("a", "b/c", "b/d/e", "b-1", "z")) {
      data(kv.put(path, Map.of("n", 1)));
    }

    assertThat(names(scan("", Map.of()))).containsExactly("a", "b-1", "b/c", "b/d/e", "z");
    assertThat(names(scan("/b", Map.of()))).containsExactly("c", "d/e");
    assertThat(names(scan("", Map.of("after", "b-1", "limit", "2"))))
        .containsExactly("b/c", "b/d/e");
    assertThat(names(scan("/b", Map.of("after", "c")))).containsExactly("d/e");
    assertNothing(scan("", Map.of("after", "z")));
    assertNothing(scan("/a", Map.of()));
    assertNothing(scan("/none", Map.of()));
  }

  @Test
  void aScanNeedsItsOwnCapability() {
    data(kv.put("b/c", Map.of("n", 1)));
    String lists = tokenWith("path \"secret/metadata/*\" { capabilities = [\"list\"] }");
    String scans = tokenWith("path \"secret/metadata/b\" { capabilities = [\"scan\"] }");

    assertThat(refusal(kv.server.scan(lists, "secret/metadata", Map.of())).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(names(kv.server.scan(scans, "secret/metadata/b", Map.of()))).containsExactly("c");
    assertThat(refusal(kv.server.scan(scans, "secret/metadata", Map.of())).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(refusal(kv.server.list(scans, "secret/metadata/b")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  private String tokenWith(String policy) {
    String name = "p" + policy.length();
    done(kv.server.write(kv.root, "sys/policies/acl/" + name, Map.of("policy", policy)));
    return clientToken(
        kv.server.write(kv.root, "auth/token/create", Map.of("policies", List.of(name))));
  }

  private Answer scan(String below, Map<String, String> query) {
    return kv.server.scan(kv.root, "secret/metadata" + below, query);
  }

  private Answer page(Map<String, String> query) {
    return kv.server.list(kv.root, "secret/metadata", query);
  }

  @Test
  void listsShowNamesAndFoldersInTheOrderOfBytes() {
    for (String path : List.of("b", "a/x", "a/y/z", "a", "a-b", "Z", "é", "a.b/c", "z")) {
      kv.put(path, Map.of());
    }

    assertThat(names(kv.server.list(kv.root, "secret/metadata")))
        .containsExactly("Z", "a", "a-b", "a.b/", "a/", "b", "z", "é");
    assertThat(names(kv.server.list(kv.root, "secret/metadata/a"))).containsExactly("x", "y/");
    assertNothing(kv.server.list(kv.root, "secret/metadata/b"));
    assertNothing(kv.server.list(kv.root, "secret/metadata/none"));
  }

  @Test
  void aVersionMovesTheTimeOfTheLastChange() {
    kv.versions("a", 1);
    kv.server.clock().advance(Duration.ofMinutes(1));
    kv.put("a", Map.of());

    assertThat(kv.metadata("a"))
        .containsEntry("created_time", Value.of("2026-11-25T12:00:00Z"))
        .containsEntry("updated_time", Value.of("2026-11-25T12:01:00Z"));
  }

  private void notes(Map<String, String> notes) {
    done(kv.server.write(kv.root, A, Map.of("custom_metadata", notes)));
  }

  private void assertInvalid(Map<String, ?> notes, String sentence) {
    Answer answer = kv.server.write(kv.root, A, Map.of("custom_metadata", notes));
    assertThat(refusal(answer).errors()).containsExactly(sentence);
  }

  private static Value note(String one, String first, String other, String second) {
    return Values.of(Map.of(one, first, other, second));
  }

  private static List<String> names(Answer answer) {
    if (!(data(answer).get("keys") instanceof Value.Items items)) {
      return Collections.emptyList();
    }
    return items.values().stream().map(value -> ((Value.Text) value).text()).toList();
  }
}

package io.azimuth.adapters.storage.record.codec;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.json.ValueJson;
import io.azimuth.adapters.storage.record.Samples;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.store.EnabledDevices;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.mount.AuditExceptions;
import io.azimuth.domain.mount.EchoedSettings;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.RevokedPrefix;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.Key;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFormatTest {

  private static final Map<RecordCodec<?>, List<String>> MAY_BE_ABSENT =
      Map.of(
          TokenCodec.INSTANCE,
          List.of(
              "accessor",
              "role",
              "entity",
              "expires",
              "renewed",
              "prefixes",
              "mark",
              "ancestor_marks",
              "certificate"),
          EntityCodec.INSTANCE,
          List.of("aliases", "external_groups", "merged", "activity", "updated"),
          GroupCodec.INSTANCE,
          List.of("alias"),
          LeaseCodec.INSTANCE,
          List.of("renewed", "failed"),
          RevokedPrefixCodec.INSTANCE,
          List.of("forced"),
          EpochCodec.INSTANCE,
          List.of("audit_devices"));

  private static final Key KEY = Key.of("token/x");

  /** Every kind of record, and its bytes in version 1. These lines must never change. */
  static Stream<Arguments> versionOne() {
    return Stream.of(
        Arguments.of(
            TokenCodec.INSTANCE,
            Samples.FULL_TOKEN,
            "{\"v\":1,\"type\":\"service\",\"accessor\":\"Acc3ss0r\","
                + "\"mount\":\"auth_azure_1a2b3c4d\",\"revocations\":3,"
                + "\"path\":\"auth/azure/login\",\"display_name\":\"azure-vm-1\","
                + "\"metadata\":{\"subscription\":\"s-1\"},\"role\":\"fleet\","
                + "\"internal\":{\"role\":\"web\"},\"policies\":[\"default\",\"web\"],"
                + "\"entity\":\"e-1\",\"cidrs\":[\"10.0.0.0/8\"],\"uses\":5,"
                + "\"created\":[1795600800,1],\"ttl\":[3600,0],\"explicit_max_ttl\":[86400,0],"
                + "\"period\":[600,0],\"renewable\":true,\"expires\":[1795604400,1],"
                + "\"renewed\":[1795600860,1],\"ancestors\":[\""
                + "b".repeat(64)
                + "\",\""
                + "c".repeat(64)
                + "\"]}"),
        Arguments.of(
            TokenCodec.INSTANCE,
            Samples.ROOT_TOKEN,
            "{\"v\":1,\"type\":\"service\",\"accessor\":\"R00t\","
                + "\"mount\":\"auth_token_00000000\",\"revocations\":0,"
                + "\"path\":\"auth/token/root\",\"display_name\":\"root\",\"metadata\":{},"
                + "\"internal\":{},\"policies\":[\"root\"],\"cidrs\":[],\"uses\":0,"
                + "\"created\":[1795600800,1],\"ttl\":[0,0],\"explicit_max_ttl\":[0,0],"
                + "\"period\":[0,0],\"renewable\":false,\"ancestors\":[]}"),
        Arguments.of(
            TokenCodec.INSTANCE,
            Samples.BATCH_TOKEN,
            "{\"v\":1,\"type\":\"batch\","
                + "\"mount\":\"auth_token_00000000\",\"revocations\":0,"
                + "\"path\":\"auth/token/root\",\"display_name\":\"root\",\"metadata\":{},"
                + "\"internal\":{},\"policies\":[\"default\"],\"cidrs\":[],\"uses\":0,"
                + "\"created\":[1795600800,1],\"ttl\":[300,0],\"explicit_max_ttl\":[0,0],"
                + "\"period\":[0,0],\"renewable\":false,\"expires\":[1795601100,1],"
                + "\"ancestors\":[]}"),
        Arguments.of(
            TokenCodec.INSTANCE,
            Samples.RELEASED_TOKEN,
            "{\"v\":1,\"type\":\"released\","
                + "\"mount\":\"auth_azure_1a2b3c4d\",\"revocations\":3,"
                + "\"path\":\"auth/azure/login\",\"display_name\":\"\",\"metadata\":{},"
                + "\"internal\":{},\"prefixes\":9,\"policies\":[],\"cidrs\":[],\"uses\":0,"
                + "\"created\":[1795600800,1],\"ttl\":[86400,0],\"explicit_max_ttl\":[0,0],"
                + "\"period\":[0,0],\"renewable\":false,\"expires\":[1795687200,1],"
                + "\"ancestors\":[]}"),
        Arguments.of(
            TokenCodec.INSTANCE,
            Samples.MARKED_TOKEN,
            "{\"v\":1,\"type\":\"service\",\"accessor\":\"R00t\","
                + "\"mount\":\"auth_token_00000000\",\"revocations\":0,"
                + "\"path\":\"auth/token/root\",\"display_name\":\"root\",\"metadata\":{},"
                + "\"internal\":{},\"policies\":[\"root\"],\"cidrs\":[],\"uses\":0,"
                + "\"created\":[1795600800,1],\"ttl\":[0,0],\"explicit_max_ttl\":[0,0],"
                + "\"period\":[0,0],\"renewable\":false,\"ancestors\":[\""
                + "b".repeat(64)
                + "\",\""
                + "c".repeat(64)
                + "\"],\"mark\":\"own\",\"ancestor_marks\":[\"\",\"theirs\"]}"),
        Arguments.of(
            TokenCodec.INSTANCE,
            Samples.BOUND_TOKEN,
            "{\"v\":1,\"type\":\"service\",\"accessor\":\"B0und\","
                + "\"mount\":\"auth_azure_1a2b3c4d\",\"revocations\":3,"
                + "\"path\":\"auth/azure/login\",\"display_name\":\"azure-vm-1\","
                + "\"metadata\":{\"subscription\":\"s-1\"},\"role\":\"fleet\","
                + "\"internal\":{\"role\":\"web\"},\"policies\":[\"default\"],"
                + "\"cidrs\":[],\"uses\":0,"
                + "\"certificate\":\"S_USLzRFVMU73i67jNK349FgCtYxw4Wl18ziPHeFRZo\","
                + "\"created\":[1795600800,1],\"ttl\":[300,0],\"explicit_max_ttl\":[0,0],"
                + "\"period\":[0,0],\"renewable\":false,\"expires\":[1795601100,1],"
                + "\"ancestors\":[]}"),
        Arguments.of(UsesCodec.INSTANCE, 4, "{\"v\":1,\"left\":4}"),
        Arguments.of(
            RevokedPrefixCodec.INSTANCE,
            new RevokedPrefix("auth/azure/", 9),
            "{\"v\":1,\"path\":\"auth/azure/\",\"number\":9}"),
        Arguments.of(
            RevokedPrefixCodec.INSTANCE,
            new RevokedPrefix("lab/", 9, true),
            "{\"v\":1,\"path\":\"lab/\",\"number\":9,\"forced\":true}"),
        Arguments.of(
            LeaseCodec.INSTANCE,
            Samples.LEASE,
            "{\"v\":1,\"id\":\"lab/creds/web/x\",\"state\":\"issued\","
                + "\"mount_uuid\":\"u-1\",\"mount\":\"lab_1a2b3c4d\",\"revocations\":1,"
                + "\"prefixes\":2,\"token\":\""
                + "b".repeat(64)
                + "\",\"issued\":[1795600800,1],\"max_ttl\":[7200,0],\"renewable\":true,"
                + "\"expires\":[1795604400,1],\"renewed\":[1795600860,1],"
                + "\"failed\":{\"count\":1,\"next\":[1795600810,1],\"reason\":\"away\"},"
                + "\"kept\":{\"key_id\":\"k\"}}"),
        Arguments.of(
            EntityCodec.INSTANCE,
            Samples.ENTITY,
            "{\"v\":1,\"id\":\"e-1\",\"name\":\"entity_1\",\"policies\":[\"ops\"],"
                + "\"metadata\":{\"team\":\"blue\"},\"disabled\":true,"
                + "\"created\":[1795600800,1]}"),
        Arguments.of(
            EntityCodec.INSTANCE,
            Samples.FULL_ENTITY,
            "{\"v\":1,\"id\":\"e-1\",\"name\":\"entity_1\",\"policies\":[\"ops\"],"
                + "\"metadata\":{\"team\":\"blue\"},\"disabled\":false,"
                + "\"created\":[1795600800,1],"
                + "\"aliases\":{\"a-1\":{\"mount\":\"auth_azure_1a2b3c4d\",\"name\":\"oid-1\","
                + "\"metadata\":{\"vm\":\"one\"},\"custom\":{\"cost\":\"7\"},"
                + "\"merged_from\":[\"e-0\"],\"created\":[1795600800,1],"
                + "\"updated\":[1795600801,1]}},\"external_groups\":[\"ga-1.2\"],"
                + "\"merged\":[\"e-0\"],\"updated\":[1795600802,1]}"),
        Arguments.of(
            EntityCodec.INSTANCE,
            Samples.ENTITY_OF_ROLE,
            "{\"v\":1,\"id\":\"e-1\",\"name\":\"entity_1\",\"policies\":[],\"metadata\":{},"
                + "\"disabled\":false,\"created\":[1795600800,1],"
                + "\"aliases\":{\"a-1\":{\"mount\":\"auth_azure_1a2b3c4d\",\"name\":\"oid-1\","
                + "\"metadata\":{},\"custom\":{},\"custom_of_role\":{\"team\":\"shop\"},"
                + "\"merged_from\":[],\"created\":[1795600800,1],"
                + "\"updated\":[1795600800,1]}}}"),
        Arguments.of(
            EntityCodec.INSTANCE,
            Samples.ENTITY_OF_LOGIN,
            "{\"v\":1,\"id\":\"e-1\",\"name\":\"entity_1\",\"policies\":[],\"metadata\":{},"
                + "\"disabled\":false,\"created\":[1795600800,1],"
                + "\"activity\":{\"token\":[1795600800,1],\"batch\":[1795690800,1]}}"),
        Arguments.of(EntityLinkCodec.INSTANCE, "e-1", "{\"v\":1,\"entity\":\"e-1\"}"),
        Arguments.of(
            GroupCodec.INSTANCE,
            Samples.GROUP,
            "{\"v\":1,\"id\":\"g-1\",\"name\":\"ops\",\"type\":\"internal\","
                + "\"policies\":[\"ops\"],\"metadata\":{\"team\":\"red\"},"
                + "\"entities\":[\"e-1\"],\"groups\":[\"g-2\"],\"changes\":3,"
                + "\"created\":[1795600800,1],\"updated\":[1795600801,1]}"),
        Arguments.of(
            GroupCodec.INSTANCE,
            Samples.EXTERNAL_GROUP,
            "{\"v\":1,\"id\":\"g-2\",\"name\":\"fleet\",\"type\":\"external\","
                + "\"policies\":[],\"metadata\":{},\"entities\":[],\"groups\":[],"
                + "\"changes\":1,\"created\":[1795600800,1],\"updated\":[1795600800,1],"
                + "\"alias\":{\"id\":\"ga-1\",\"mount\":\"auth_azure_1a2b3c4d\","
                + "\"name\":\"dddd\",\"generation\":2,\"created\":[1795600800,1],"
                + "\"updated\":[1795600801,1]}}"),
        Arguments.of(
            MountCodec.INSTANCE,
            Samples.MOUNT,
            "{\"v\":1,\"path\":\"auth/azure/\",\"type\":\"azure\","
                + "\"uuid\":\"0d7c51ab-6a0b-4c1e-9d5e-2f1f0c8f3c11\","
                + "\"accessor\":\"auth_azure_1a2b3c4d\",\"description\":\"the fleet\","
                + "\"default_ttl\":[3600,0],\"max_ttl\":[172800,0],"
                + "\"listing_visibility\":\"unauth\",\"token_type\":\"service\","
                + "\"revocations\":7}"),
        Arguments.of(
            PolicyCodec.INSTANCE, "path \"a\" {}", "{\"v\":1,\"text\":\"path \\\"a\\\" {}\"}"),
        Arguments.of(
            AuditDeviceCodec.INSTANCE,
            Samples.AUDIT_DEVICE,
            "{\"v\":1,\"path\":\"main\",\"type\":\"file\",\"description\":\"to disk\","
                + "\"options\":{\"file_path\":\"audit.log\"},\"salt\":\"s4lt\"}"),
        Arguments.of(
            DataCodec.INSTANCE,
            Value.Obj.builder().put("n", new Value.Num("1.50")).build(),
            "{\"v\":1,\"data\":{\"n\":1.50}}"),
        Arguments.of(EpochCodec.INSTANCE, EnabledDevices.UNLISTED, "{\"v\":1}"),
        Arguments.of(
            EpochCodec.INSTANCE,
            EnabledDevices.NONE.with("main", List.of()),
            "{\"v\":1,\"audit_devices\":[\"main\"]}"),
        Arguments.of(EmptyCodec.INSTANCE, EmptyCodec.Mark.SET, "{\"v\":1}"));
  }

  @Test
  void readsAliasesThatWereRecordsOfTheirOwn() {
    String json =
        "{\"v\":1,\"id\":\"a-1\",\"mount\":\"auth_azure_1a2b3c4d\",\"name\":\"oid-1\","
            + "\"entity\":\"e-1\",\"metadata\":{\"vm\":\"one\"},\"created\":[1795600800,1]}";

    assertThat(RecordFormat.read(EntityLinkCodec.INSTANCE, KEY, bytes(json))).isEqualTo("e-1");
  }

  @ParameterizedTest
  @MethodSource("versionOne")
  <T> void pinsTheStoredFormOfVersionOne(RecordCodec<T> codec, T thing, String json) {
    assertThat(RecordFormat.write(codec, thing)).asString(StandardCharsets.UTF_8).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("versionOne")
  <T> void readsVersionOne(RecordCodec<T> codec, T thing, String json) {
    assertThat(RecordFormat.read(codec, KEY, bytes(json))).isEqualTo(thing);
  }

  @ParameterizedTest
  @MethodSource("versionOne")
  <T> void refusesAFieldThatItDoesNotKnow(RecordCodec<T> codec, T thing, String json) {
    String more = json.substring(0, json.length() - 1) + ",\"zzz\":1}";

    assertUnreadable(codec, more, "the record at token/x: unknown field zzz");
  }

  @ParameterizedTest
  @MethodSource("versionOne")
  <T> void refusesARecordOfANewerVersion(RecordCodec<T> codec, T thing, String json) {
    assertUnreadable(
        codec,
        json.replaceFirst("\"v\":1", "\"v\":2"),
        "written by a newer version of this server (its form is 2, known is 1)");
    assertUnreadable(codec, json.replaceFirst("\"v\":1", "\"v\":0"), "forms count from 1");
  }

  @ParameterizedTest
  @MethodSource("versionOne")
  <T> void refusesARecordWithoutOneOfItsFields(RecordCodec<T> codec, T thing, String json) {
    List<String> optional = MAY_BE_ABSENT.getOrDefault(codec, List.of());
    Map<String, Value> members = ValueJson.read(bytes(json)).members();
    for (String name : members.keySet()) {
      if (optional.contains(name)) {
        continue;
      }
      Map<String, Value> fewer = new LinkedHashMap<>(members);
      fewer.remove(name);
      assertUnreadable(codec, text(fewer), "field " + name + " is missing");
    }
  }

  @ParameterizedTest
  @MethodSource("versionOne")
  <T> void refusesAFieldOfAnotherType(RecordCodec<T> codec, T thing, String json) {
    Map<String, Value> members = ValueJson.read(bytes(json)).members();
    for (String name : members.keySet()) {
      Map<String, Value> other = new LinkedHashMap<>(members);
      other.put(name, Value.NULL);
      assertUnreadable(codec, text(other), "field " + name + " has another type");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"accessor\":\"Acc3ss0r\",", // a service token without one
        "\"expires\":[1795604400,1],", // only root tokens never expire
      })
  void refusesATokenThatContradictsItself(String left) {
    String json =
        new String(
                RecordFormat.write(TokenCodec.INSTANCE, Samples.FULL_TOKEN), StandardCharsets.UTF_8)
            .replace(left, "");

    assertUnreadable(
        TokenCodec.INSTANCE, json, "the record at token/x: its fields contradict each other");
  }

  @Test
  void refusesTimesThatAreNone() {
    String json =
        new String(
            RecordFormat.write(EntityCodec.INSTANCE, Samples.ENTITY), StandardCharsets.UTF_8);

    for (String time : List.of("[1]", "[1,2,3]", "[1,-1]", "[1,1000000000]", "[\"1\",0]", "1")) {
      assertUnreadable(
          EntityCodec.INSTANCE, json.replace("[1795600800,1]", time), "the record at token/x: ");
    }
    assertUnreadable(
        EntityCodec.INSTANCE,
        json.replace("[1795600800,1]", "[" + Long.MAX_VALUE + ",0]"),
        "its fields contradict each other");
  }

  @Test
  void keepsTheFullRangeOfMomentsAndDurations() {
    for (Instant moment :
        List.of(Instant.MIN, Instant.MAX, Instant.EPOCH, Instant.ofEpochSecond(-5, 1))) {
      Entity entity = new Entity("e", "n", List.of(), Map.of(), false, moment);
      assertThat(roundTrip(EntityCodec.INSTANCE, entity)).isEqualTo(entity);
    }
    Mount mount =
        new Mount(
            Samples.MOUNT.path(),
            "t",
            "u",
            "a",
            "",
            new MountSettings(Duration.ofNanos(1), Duration.ofSeconds(Long.MAX_VALUE), "", ""),
            Long.MAX_VALUE);
    assertThat(roundTrip(MountCodec.INSTANCE, mount)).isEqualTo(mount);
  }

  @Test
  void keepsTheKeyOfIdentityTokens() {
    MountSettings settings =
        new MountSettings(
            Duration.ZERO, Duration.ZERO, "", "service", AuditExceptions.NONE, "mine");
    Mount mount = Samples.MOUNT.tuned("new words", settings);
    assertThat(roundTrip(MountCodec.INSTANCE, mount)).isEqualTo(mount);
  }

  @Test
  void keepsTheOptionsOfAMount() {
    MountSettings settings = MountSettings.DEFAULT.withOptions(Map.of("version", "2", "é", ""));
    Mount mount = Samples.MOUNT.tuned("new words", settings);
    assertThat(roundTrip(MountCodec.INSTANCE, mount)).isEqualTo(mount);
  }

  @Test
  void keepsTheSettingsWithoutEffect() {
    Mount mount =
        Samples.MOUNT.tuned(
            "new words",
            MountSettings.DEFAULT.withEchoed(
                new EchoedSettings(Set.of("local"), Map.of("headers", List.of("X-A", "X-B")))));
    assertThat(roundTrip(MountCodec.INSTANCE, mount)).isEqualTo(mount);
    AuditDeviceSpec device =
        new AuditDeviceSpec("a", "file", "", Map.of(), SecretText.of("salt"), true);
    assertThat(roundTrip(AuditDeviceCodec.INSTANCE, device)).isEqualTo(device);
  }

  @Test
  void keepsWhatTheAuditLogShowsInClear() {
    MountSettings settings =
        new MountSettings(
            Duration.ZERO,
            Duration.ZERO,
            "",
            "service",
            new AuditExceptions(List.of("role", "vm"), List.of()));
    Mount mount = Samples.MOUNT.tuned("new words", settings);
    assertThat(roundTrip(MountCodec.INSTANCE, mount)).isEqualTo(mount);
  }

  @Test
  void keepsTokensWithAndWithoutEachOfTheirOptions() {
    List<Token> tokens = new ArrayList<>();
    for (Optional<String> entity : List.of(Optional.<String>empty(), Optional.of("e"))) {
      for (List<Cidr> cidrs : List.of(List.<Cidr>of(), List.of(Cidr.parse("::1").orElseThrow()))) {
        for (boolean renewable : List.of(true, false)) {
          tokens.add(
              new Token(
                  Samples.FULL_TOKEN.type(),
                  Samples.FULL_TOKEN.accessor(),
                  Samples.ROOT_TOKEN.origin(),
                  new TokenRights(List.of(), entity, cidrs, Integer.MAX_VALUE),
                  TokenLifetime.of(Samples.CREATED, Duration.ofSeconds(1), renewable),
                  List.of()));
        }
      }
    }
    tokens.add(Samples.MARKED_TOKEN);
    tokens.add(Samples.BOUND_TOKEN);
    tokens.forEach(token -> assertThat(roundTrip(TokenCodec.INSTANCE, token)).isEqualTo(token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"é漢字😀", "\ud800", "\0\n\"\\", ""})
  void keepsEveryText(String text) {
    Entity entity =
        new Entity(text, text, List.of(text), Map.of("text", text), false, Samples.CREATED);

    assertThat(roundTrip(EntityCodec.INSTANCE, entity)).isEqualTo(entity);
  }

  private static <T> T roundTrip(RecordCodec<T> codec, T thing) {
    return RecordFormat.read(codec, KEY, RecordFormat.write(codec, thing));
  }

  private static <T> void assertUnreadable(RecordCodec<T> codec, String json, String words) {
    assertFault(
        ErrorCode.RECORD_UNREADABLE, words, () -> RecordFormat.read(codec, KEY, bytes(json)));
  }

  private static String text(Map<String, Value> members) {
    return new String(ValueJson.write(new Value.Obj(members)), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}

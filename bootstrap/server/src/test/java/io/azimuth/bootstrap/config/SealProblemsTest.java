package io.azimuth.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.bootstrap.config.file.ConfigFiles;
import io.azimuth.bootstrap.config.file.EffectiveConfig;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.server.StartupCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealProblemsTest {

  @TempDir private Path directory;
  private ConfigFiles files;

  @BeforeEach
  void prepare() {
    files = new ConfigFiles(directory);
  }

  @Test
  void readsBase64WithWhiteSpaceAroundIt() {
    files.write("seal.key", "\n " + Base64.getEncoder().encodeToString(ConfigFiles.key(7)) + " \n");

    assertThat(keyOf(files.good(seal("file://seal.key")))).isEqualTo(ConfigFiles.key(7));
  }

  @Test
  void thirtyTwoRawBytesAreNeverTakenForBase64() {
    byte[] raw = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    files.write("seal.key", raw);

    assertThat(keyOf(files.good(seal("file://seal.key")))).isEqualTo(raw);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33, 64})
  void refusesKeysOfAnotherLength(int length) {
    files.write("seal.key", new byte[length]);

    assertThat(files.errors(seal("file://seal.key")))
        .containsExactly(
            "azimuth.hcl:7: seal \"static\": current_key: must be 32 bytes, raw or as base64");
  }

  @Test
  void refusesBase64OfAnotherLength() {
    files.write("seal.key", Base64.getEncoder().encodeToString(new byte[31]));

    assertThat(files.errors(seal("file://seal.key")))
        .containsExactly(
            "azimuth.hcl:7: seal \"static\": current_key: must be 32 bytes, raw or as base64");
  }

  @Test
  void saysWhichFileOrVariableIsMissing() {
    assertThat(files.errors(seal("file://seal.key")))
        .containsExactly(
            "azimuth.hcl:7: seal \"static\": current_key: the file seal.key does not exist");
    assertThat(files.errors(seal("env://SEAL_KEY")))
        .containsExactly(
            "azimuth.hcl:7: seal \"static\": current_key: the environment variable SEAL_KEY is not"
                + " set");
  }

  @Test
  void keyInTheFileItselfWarnsAndIsNotRepeated() {
    String key = Base64.getEncoder().encodeToString(ConfigFiles.key(9));

    assertThat(files.warnings(seal(key)))
        .containsExactly(
            "azimuth.hcl:7: warning: seal \"static\": current_key: stands in the configuration"
                + " file itself; use file:// or env://");
  }

  @Test
  void keyFileOpenToOthersWarns() throws Exception {
    Path key = files.write("seal.key", ConfigFiles.key(3));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(files.warnings(seal("file://seal.key")))
        .containsExactly(
            "azimuth.hcl:7: warning: seal \"static\": current_key: seal.key is open to others than"
                + " its owner (rw-r--r--); it should have mode 0600");
  }

  @Test
  void previousKeyNeedsBothOfItsHalves() {
    files.with(Map.of("KEY", Base64.getEncoder().encodeToString(ConfigFiles.key(1))));

    assertThat(files.errors(seal("env://KEY", "previous_key = \"env://KEY\"")))
        .containsExactly(
            "azimuth.hcl:5: seal \"static\": previous_key_id is missing: previous_key needs it");
    assertThat(files.errors(seal("env://KEY", "previous_key_id = \"b\"")))
        .containsExactly(
            "azimuth.hcl:5: seal \"static\": previous_key is missing: previous_key_id needs it");
  }

  @Test
  void idsOfBothKeysMustDiffer() {
    files.with(Map.of("KEY", Base64.getEncoder().encodeToString(ConfigFiles.key(1))));

    assertThat(
            files.errors(
                seal("env://KEY", "previous_key_id = \"a\"\n  previous_key = \"env://KEY\"")))
        .containsExactly(
            "azimuth.hcl:8: seal \"static\": previous_key_id: must differ from current_key_id");
  }

  @Test
  void otherKindsOfSealAreRefusedByName() {
    Path file = files.write("azimuth.hcl", ConfigFiles.MINIMUM + "seal \"awskms\" {}");

    assertThat(new StartupCheck(Environment.of(Map.of())).check(file).problems().errors())
        .singleElement()
        .asString()
        .endsWith(
            "azimuth.hcl:5: seal \"awskms\": the kinds are \"static\" and \"azurekeyvault\"; without a"
                + " seal block, Shamir key shares are used");
  }

  @Test
  void valuesOfASealOfAPluginAreNotShown() {
    ServerConfig config =
        files.good(ConfigFiles.MINIMUM + "seal \"signet\" {\n  phrase = \"some phrase\"\n}");

    assertThat(config.seals().type()).isEqualTo("signet");
    assertThat(config.toString()).doesNotContain("some phrase");
    assertThat(EffectiveConfig.lines(config))
        .contains("seal = signet", "seal.phrase = (hidden)")
        .noneMatch(line -> line.contains("some phrase"));
  }

  @Test
  void eitherBlockNamesTheOnlyStoreThatMayBeOpened() {
    String store = "AB".repeat(32);
    String pin = "expected_store = \"" + store + "\"";
    String plugin = "seal \"signet\" {\n  disabled = \"true\"\n  " + pin + "\n}\n";
    files.write("seal.key", ConfigFiles.key(1));

    ServerConfig pinned = files.good(seal("file://seal.key", pin));
    ServerConfig moving = files.good(ConfigFiles.MINIMUM + plugin);

    assertThat(pinned.seals().expectedStore()).contains(new StoreFingerprint("ab".repeat(32)));
    assertThat(EffectiveConfig.lines(pinned)).contains("seal.expected_store = " + "ab".repeat(32));
    assertThat(moving.seals().expectedStore()).isEqualTo(pinned.seals().expectedStore());
    assertThat(((PluginSealBlock) moving.seals().disabled().orElseThrow()).settings().values())
        .isEmpty();
    assertThat(files.good(seal("file://seal.key")).seals().expectedStore()).isEmpty();
    assertThat(
            files.errors(
                seal("file://seal.key", "expected_store = \"" + "cd".repeat(32) + "\"") + plugin))
        .singleElement()
        .asString()
        .endsWith("expected_store: differs from that of the other seal block");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "zz", "0x1"})
  void refusesWhatIsNoFingerprint(String text) {
    files.write("seal.key", ConfigFiles.key(1));

    assertThat(files.errors(seal("file://seal.key", "expected_store = \"" + text + "\"")))
        .containsExactly(
            "azimuth.hcl:8: seal \"static\": expected_store: must be azimuth_store_fingerprint of"
                + " sys/seal-status: 64 hexadecimal digits");
  }

  private static byte[] keyOf(ServerConfig config) {
    return ((StaticSealBlock) config.seals().own().orElseThrow()).keys().current().key().expose();
  }

  private static String seal(String key, String... more) {
    return ConfigFiles.MINIMUM
        + """
        seal "static" {
          current_key_id = "a"
          current_key = "%s"
          %s
        }
        """
            .formatted(key, String.join("\n", more));
  }
}

package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.config.file.ConfigLoader;
import io.azimuth.bootstrap.config.file.LoadedConfig;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.TlsFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the unit, the container recipe and the manifest say is true of the distribution. */
@Tag("slow")
final class PackagingTest {

  private static final Path DISTRIBUTION = Path.of("../launcher/src/main/distribution");
  private static final String UNIT = "packaging/systemd/azimuth.service";
  private static final String RECIPE = "packaging/container/Containerfile";
  private static final String MANIFEST = "packaging/kubernetes/azimuth.yaml";
  private static final String SEVERAL = "packaging/kubernetes/azimuth-ha.yaml";
  private static final String BACKUP = "packaging/kubernetes/backup.yaml";
  private static final String RESTORE = "packaging/kubernetes/restore.yaml";
  private static final String CHART = "packaging/helm/azimuth/";

  /** What the webhook of workload identity tells a pod. */
  private static final Environment WEBHOOK =
      Environment.of(
          Map.of(
              "AZURE_TENANT_ID", "11111111-1111-1111-1111-111111111111",
              "AZURE_CLIENT_ID", "00000000-0000-0000-0000-000000000000",
              "AZURE_FEDERATED_TOKEN_FILE", "/var/run/secrets/azure/tokens/azure-identity-token"));

  @TempDir private Path directory;

  private static String text(String file) throws IOException {
    return Files.readString(DISTRIBUTION.resolve(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {UNIT, RECIPE, MANIFEST, SEVERAL})
  void namesOnlyOptionsThatExist(String file) throws IOException {
    Set<String> options = new TreeSet<>();
    Matcher matcher =
        Pattern.compile("azimuth\"?,? .*?(--[a-z-]+)").matcher(commandLines(text(file)));
    while (matcher.find()) {
      options.add(matcher.group(1));
    }
    String known =
        CommandLineRun.away(directory).run("server", "--help").out()
            + CommandLineRun.away(directory).run("status", "--help").out();

    assertThat(options).isNotEmpty().allMatch(known::contains);
  }

  /** Command lines only; the options of docker and others are theirs. */
  private static String commandLines(String content) {
    return String.join(
        "\n",
        content
            .lines()
            .filter(line -> line.matches("(ExecStart=| *CMD| *args:).*"))
            .map(line -> "azimuth " + line)
            .toList());
  }

  /** The three files of Azure's side ask for the same actions. */
  @ParameterizedTest
  @ValueSource(strings = {"role.json", "azimuth.bicep", "azimuth.tf"})
  void azuresSideAsksForWhatTheServerReadsAndNothingElse(String file) throws IOException {
    Matcher action =
        Pattern.compile("Microsoft[.][A-Za-z/]+/read").matcher(text("packaging/azure/" + file));
    Set<String> actions = new TreeSet<>();
    while (action.find()) {
      actions.add(action.group());
    }

    assertThat(actions)
        .containsExactly(
            "Microsoft.Compute/virtualMachineScaleSets/read",
            "Microsoft.Compute/virtualMachines/read",
            "Microsoft.ManagedIdentity/userAssignedIdentities/read");
  }

  @Test
  void unitHasSectionsOfKeysAndValues() throws IOException {
    List<String> sections = new ArrayList<>();
    for (String line : text(UNIT).lines().filter(it -> !it.isEmpty()).toList()) {
      assertThat(line).matches("#.*|\\[[A-Z][a-z]+]|[A-Z][A-Za-z]+=.*");
      if (line.startsWith("[")) {
        sections.add(line);
      }
    }
    assertThat(sections).containsExactly("[Unit]", "[Service]", "[Install]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "CapabilityBoundingSet=",
        "UMask=0077",
        "LimitCORE=0",
        "User=azimuth",
        "ExecReload=/bin/kill -HUP $MAINPID"
      })
  void unitIsHardened(String line) throws IOException {
    assertThat(text(UNIT).lines()).contains(line);
  }

  @Test
  void unitRunsWhatTheDistributionHas() throws IOException {
    Matcher command = Pattern.compile("ExecStart=/opt/azimuth/(\\S+)").matcher(text(UNIT));

    assertThat(command.find()).isTrue();
    assertThat(DISTRIBUTION.resolve(command.group(1))).isExecutable();
  }

  @Test
  void aServerThatEndsByItselfIsStartedAgainHoweverOften() throws IOException {
    assertThat(text(UNIT).lines()).contains("Restart=always", "StartLimitIntervalSec=0");
    assertThat(text(RECIPE)).contains("--restart unless-stopped");
    assertThat(text(MANIFEST)).contains("restartPolicy: Always");
    assertThat(text(SEVERAL)).contains("restartPolicy: Always");
  }

  @Test
  void recipeCopiesWhatTheDistributionHas() throws IOException {
    String content = Files.readString(Path.of("../launcher/src/main/assembly/content.xml"));
    Matcher copy = Pattern.compile("(?m)^COPY (\\S+) ").matcher(text(RECIPE));
    List<String> copied = new ArrayList<>();
    while (copy.find()) {
      copied.add(copy.group(1));
    }

    assertThat(copied).containsExactly("LICENSE", "licenses", "bin", "lib");
    assertThat(content)
        .contains("/LICENSE", "THIRD-PARTY.txt", "<outputDirectory>licenses<")
        .contains("<outputDirectory>bin<", "<outputDirectory>lib<")
        .contains("<outputDirectory>packaging<");
  }

  @Test
  void recipeEndsAsAnUnprivilegedUserWithAHealthCheck() throws IOException {
    List<String> lines = text(RECIPE).lines().toList();

    assertThat(lines).contains("USER 10001:10001", "STOPSIGNAL SIGTERM");
    assertThat(lines.indexOf("USER 10001:10001"))
        .isGreaterThan(lastIndex(lines, "RUN "))
        .isGreaterThan(lastIndex(lines, "COPY "));
    assertThat(lines).anyMatch(line -> line.startsWith("HEALTHCHECK "));
    assertThat(text(RECIPE)).doesNotContain("curl -", "wget");
  }

  private static int lastIndex(List<String> lines, String begin) {
    return lines.lastIndexOf(
        lines.stream().filter(it -> it.startsWith(begin)).reduce((a, b) -> b).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({MANIFEST + ", StatefulSet", SEVERAL + ", Deployment"})
  void manifestHoldsTheObjectsThatItSpeaksOf(String file, String controller) throws IOException {
    String manifest = text(file);
    List<String> kinds = new ArrayList<>();
    Matcher kind = Pattern.compile("(?m)^kind: (\\S+)$").matcher(manifest);
    while (kind.find()) {
      kinds.add(kind.group(1));
    }

    assertThat(kinds)
        .containsExactly(
            "Namespace",
            "ServiceAccount",
            "ConfigMap",
            "Secret",
            "Service",
            "Service",
            controller,
            "PodDisruptionBudget",
            "NetworkPolicy");
    assertThat(manifest)
        .doesNotContain("\t")
        .contains(
            "runAsNonRoot: true",
            "readOnlyRootFilesystem: true",
            "allowPrivilegeEscalation: false",
            "drop: [\"ALL\"]",
            "type: RuntimeDefault");
  }

  @ParameterizedTest
  @ValueSource(strings = {MANIFEST, SEVERAL, RESTORE})
  void everyVolumeThatIsMountedIsThere(String file) throws IOException {
    String manifest = text(file);
    String mounts = between(manifest, "volumeMounts:", "      volumes:");
    String volumes = manifest.substring(manifest.indexOf("      volumes:"));
    Set<String> mounted = names(mounts);

    assertThat(mounted).isNotEmpty();
    assertThat(names(volumes)).containsAll(mounted);
  }

  private static Set<String> names(String part) {
    Set<String> names = new TreeSet<>();
    Matcher name = Pattern.compile("(?:- | {8})name: (\\S+)").matcher(part);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  @Test
  void auditFilesOfTheManifestHaveAVolumeOfTheirOwn() throws IOException {
    String manifest = text(MANIFEST);

    assertThat(volumeOf(manifest, "audit_directory = "))
        .isEqualTo("audit")
        .isNotEqualTo(volumeOf(manifest, "path = "));
    assertThat(manifest.substring(manifest.indexOf("volumeClaimTemplates:")))
        .contains("name: data\n", "name: audit\n");
  }

  private static String volumeOf(String manifest, String setting) {
    Matcher path = Pattern.compile(setting + "\"([^\"]+)\"").matcher(manifest);
    assertThat(path.find()).isTrue();
    Matcher mount = Pattern.compile("- name: (\\S+)\n +mountPath: (/var/\\S+)").matcher(manifest);
    while (mount.find()) {
      if (path.group(1).startsWith(mount.group(2) + "/")) {
        return mount.group(1);
      }
    }
    throw new AssertionError("no volume for " + path.group(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {MANIFEST, SEVERAL})
  void configurationOfTheManifestIsGood(String manifest) throws IOException {
    TlsFixture.write(directory);
    Files.writeString(directory.resolve("seal.key"), "0123456789abcdef0123456789abcdef");
    String hcl =
        between(text(manifest), "azimuth.hcl: |\n", "---")
            .replace("/etc/azimuth/tls/tls.crt", directory.resolve("server.pem").toString())
            .replace("/etc/azimuth/tls/tls.key", directory.resolve("server.key").toString())
            .replace("/etc/azimuth/seal/", directory + "/");
    Path file = Files.writeString(directory.resolve("azimuth.hcl"), hcl);

    StartupCheck.Outcome outcome = new StartupCheck(WEBHOOK).check(file);

    assertThat(outcome.problems().errors()).isEmpty();
    assertThat(outcome.plan()).isPresent();
    outcome.plan().get().close();
  }

  /** A pod is not killed before its server has ended by itself. */
  @Test
  void podsHaveTimeToEnd() throws IOException {
    Duration finishing = Duration.ofSeconds(20); // what docs/reference/configuration.md promises

    assertThat(grace(MANIFEST)).isGreaterThan(finishing);
    assertThat(grace(SEVERAL))
        .isGreaterThan(finishing.plusSeconds(number(text(SEVERAL), "shutdown_delay += \"")));
  }

  private static Duration grace(String file) throws IOException {
    return Duration.ofSeconds(number(text(file), "terminationGracePeriodSeconds: "));
  }

  private static long number(String text, String before) {
    Matcher number = Pattern.compile(before + "(\\d+)").matcher(text);
    assertThat(number.find()).isTrue();
    return Long.parseLong(number.group(1));
  }

  @Test
  void serverDoesNotStartWithThePlaceholderOfTheSealKey() throws IOException {
    Matcher key = Pattern.compile("seal\\.key: (\\S+)").matcher(text(MANIFEST));
    assertThat(key.find()).isTrue();
    Files.writeString(directory.resolve("seal.key"), key.group(1));
    Path file =
        Files.writeString(
            directory.resolve("azimuth.hcl"),
            """
            listener "tcp" { tls_disable = true }
            storage "inmem" {}
            seal "static" {
              current_key_id = "first"
              current_key    = "file://seal.key"
            }
            """);

    LoadedConfig loaded = new ConfigLoader(Environment.of(Map.of())).load(file);

    assertThat(loaded.problems().errors())
        .singleElement()
        .satisfies(problem -> assertThat(problem.toString()).contains("current_key"));
  }

  @ParameterizedTest
  @CsvSource({"startupProbe, 200", "livenessProbe, 200", "readinessProbe, 501"})
  void probesOfAnEmptyServer(String probe, int status) throws IOException {
    String part = text(MANIFEST).substring(text(MANIFEST).indexOf(probe + ":"));
    Matcher path = Pattern.compile("path: /v1/(\\S+)").matcher(part);
    assertThat(path.find()).isTrue();
    try (TestingServer server = TestingServer.in(directory).uninitialised().start()) {
      assertThat(server.anonymous().get(path.group(1)).status()).isEqualTo(status);
      server.initialise();
      assertThat(server.anonymous().get(path.group(1)).status()).isEqualTo(200);
    }
  }

  @Test
  void chartIsOfThisVersion() throws IOException {
    String version = CommandLineRun.away(directory).run("version").out().strip();

    assertThat(text(CHART + "Chart.yaml").lines())
        .contains("appVersion: " + version.replace("azimuth ", ""))
        .contains("version: " + version.replace("azimuth ", "").replace("-SNAPSHOT", ""));
  }

  /** The chart has the probes, the volumes and the configuration of the manifest. */
  @ParameterizedTest
  @ValueSource(strings = {MANIFEST, SEVERAL})
  void chartRunsWhatTheManifestRuns(String file) throws IOException {
    String chart =
        text(CHART + "templates/_pod.tpl")
            + text(CHART + "templates/deployment.yaml")
            + text(CHART + "templates/configmap.yaml");
    for (String manifestLine : text(file).lines().map(String::strip).toList()) {
      if (manifestLine.matches(
          "path(:| =) .*|mountPath: .*|args: .*|(tls_|log_|current_key |password_file|maxS).*")) {
        assertThat(chart).contains(manifestLine);
      }
    }
  }

  /** A snapshot is saved only by a token that was renewed, and deleted only beside a new one. */
  @ParameterizedTest
  @ValueSource(strings = {BACKUP, CHART + "templates/backup.yaml"})
  void backupRenewsThenSavesThenDeletes(String file) throws IOException {
    assertThat(text(file))
        .containsSubsequence(
            "command: [\"sh\", \"-ec\"]",
            "azimuth token renew >/dev/null",
            "azimuth snapshot save ",
            "find /backup -name '*.snapshot' -mtime ");
  }

  /** A restore has the configuration, the store and the keys where the servers have them. */
  @ParameterizedTest
  @ValueSource(strings = {MANIFEST, SEVERAL})
  void restoreMountsWhatTheServersMount(String file) throws IOException {
    Pattern mount = Pattern.compile("- name: \\S+\\n +mountPath: (/\\S+)");
    String restore = text(RESTORE);

    assertThat(mount.matcher(text(file)).results().map(MatchResult::group))
        .isNotEmpty()
        .filteredOn(it -> !it.contains("/var/log/azimuth")) // it audits nothing
        .allSatisfy(it -> assertThat(restore).contains(it));
  }

  @Test
  void nothingElseIsPacked() throws IOException {
    try (Stream<Path> files = Files.walk(DISTRIBUTION.resolve("packaging"))) {
      assertThat(files.filter(Files::isRegularFile).map(DISTRIBUTION::relativize))
          .extracting(Path::toString)
          .filteredOn(file -> !file.startsWith(CHART + "templates/"))
          .containsExactlyInAnyOrder(
              UNIT,
              RECIPE,
              MANIFEST,
              SEVERAL,
              BACKUP,
              RESTORE,
              "packaging/kubernetes/agent-job.yaml",
              "packaging/kubernetes/agent-sidecar.yaml",
              CHART + "Chart.yaml",
              CHART + "values.yaml",
              CHART + "values.schema.json",
              CHART + "files/azimuth.rules.yaml",
              CHART + "files/dashboards/azure.json",
              CHART + "files/dashboards/logins.json",
              CHART + "files/dashboards/overview.json",
              CHART + "files/dashboards/store-and-nodes.json",
              "packaging/azure/role.json",
              "packaging/azure/azimuth.bicep",
              "packaging/azure/identity.bicep",
              "packaging/azure/federation.bicep",
              "packaging/azure/grant.bicep",
              "packaging/azure/grant-subscription.bicep",
              "packaging/azure/key.bicep",
              "packaging/azure/azimuth.tf");
    }
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }
}

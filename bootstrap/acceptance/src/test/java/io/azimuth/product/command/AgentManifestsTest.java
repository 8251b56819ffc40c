package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.agent.azure.AzureMethodFactory;
import io.azimuth.bootstrap.agent.config.AgentConfig;
import io.azimuth.bootstrap.agent.config.AgentConfigReader;
import io.azimuth.bootstrap.agent.login.KubernetesMethodFactory;
import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.process.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent reads the configuration in the manifests of its pods, and the pods have its files. */
final class AgentManifestsTest {

  private static final Path MANIFESTS =
      Path.of("../launcher/src/main/distribution/packaging/kubernetes");
  private static final String SIDECAR = "agent-sidecar.yaml";
  private static final String JOB = "agent-job.yaml";

  @TempDir private Path directory;

  private static String text(String manifest) throws IOException {
    return Files.readString(MANIFESTS.resolve(manifest));
  }

  private AgentConfig config(String manifest) throws IOException {
    String block =
        text(manifest)
            .lines()
            .dropWhile(line -> !line.equals("  agent.hcl: |"))
            .skip(1)
            .takeWhile(line -> line.startsWith("    "))
            .map(line -> line.substring(4) + "\n")
            .reduce("", String::concat);
    Path file = Files.writeString(directory.resolve("agent.hcl"), block);
    ConfigProblems problems = new ConfigProblems(file);
    ClientVariables variables = new ClientVariables(Environment.of(Map.of()));
    Optional<AgentConfig> config =
        new AgentConfigReader(
                variables,
                List.of(
                    new AzureMethodFactory(variables, pause -> {}), new KubernetesMethodFactory()))
            .read(file, problems);
    assertThat(problems.all()).isEmpty();
    return config.orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {SIDECAR, JOB})
  void theProgramFindsTheTokenWhereTheAgentWritesIt(String manifest) throws IOException {
    AgentConfig config = config(manifest);

    assertThat(config.autoAuth().sinks())
        .singleElement()
        .satisfies(
            sink -> {
              assertThat(sink.file()).isEqualTo(Path.of("/run/azimuth/token"));
              assertThat(sink.mode()).isEqualTo(0440);
            });
    assertThat(config.server().tls().caCert()).contains(directory.resolve("ca.crt"));
    assertThat(text(manifest))
        .contains("value: /run/azimuth/token\n", "\n  ca.crt: |\n", "medium: Memory\n")
        .contains("value: " + config.server().address() + "\n");
    assertThat(count(manifest, "mountPath: /run/azimuth\n"))
        .as("the agent and the program")
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {SIDECAR, JOB})
  void noContainerHasARightThatItDoesNotNeed(String manifest) throws IOException {
    for (String each :
        List.of(
            "          image: ",
            "allowPrivilegeEscalation: false\n",
            "readOnlyRootFilesystem: true\n",
            "drop: [\"ALL\"]\n",
            "            limits:\n")) {
      assertThat(count(manifest, each)).as(each).isEqualTo(2);
    }
    assertThat(text(manifest)).contains("runAsNonRoot: true\n", "type: RuntimeDefault\n");
    assertThat(count(manifest, "automountServiceAccountToken: false\n")).isEqualTo(2);
  }

  @Test
  void theSidecarStaysAndTheInitContainerEnds() throws IOException {
    assertThat(config(SIDECAR).exitAfterAuth()).isFalse();
    assertThat(text(SIDECAR)).contains("restartPolicy: Always\n", "azure.workload.identity/use:");
    assertThat(config(JOB).exitAfterAuth()).isTrue();
    assertThat(text(JOB))
        .doesNotContain("restartPolicy: Always")
        .contains("mountPath: /var/run/secrets/azimuth\n", "path: token\n", "audience: azimuth\n");
  }

  private static long count(String manifest, String part) throws IOException {
    return Pattern.compile(Pattern.quote(part)).matcher(text(manifest)).results().count();
  }
}

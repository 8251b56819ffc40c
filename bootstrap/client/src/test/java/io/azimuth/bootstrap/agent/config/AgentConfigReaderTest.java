package io.azimuth.bootstrap.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.agent.AgentLog;
import io.azimuth.bootstrap.agent.exec.ExecBlock;
import io.azimuth.bootstrap.agent.login.ApproleMethodFactory;
import io.azimuth.bootstrap.agent.login.JwtMethodFactory;
import io.azimuth.bootstrap.agent.login.KubernetesMethodFactory;
import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.configfile.ConfigProblem;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.process.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentConfigReaderTest {

  private static final String METHOD =
      "method \"jwt\" { config = { role = \"web\"  path = \"jwt\" } }\n"
          .replace("  path", "\n path");

  @TempDir Path directory;

  private List<String> problems = List.of();

  private Optional<AgentConfig> read(String name, String text, Map<String, String> variables)
      throws Exception {
    Path file = Files.writeString(directory.resolve(name), text);
    ConfigProblems found = new ConfigProblems(file);
    Optional<AgentConfig> config =
        new AgentConfigReader(
                new ClientVariables(Environment.of(variables)),
                List.of(
                    new ApproleMethodFactory(),
                    new JwtMethodFactory(),
                    new KubernetesMethodFactory()))
            .read(file, found);
    problems = found.all().stream().map(ConfigProblem::toString).toList();
    return config;
  }

  private AgentConfig readGood(String text) throws Exception {
    Optional<AgentConfig> config = read("agent.hcl", text, Map.of());
    assertThat(problems).isEmpty();
    return config.orElseThrow();
  }

  @Test
  void readsWhatVaultAgentReads() throws Exception {
    AgentConfig config =
        readGood(
            """
            pid_file = "agent.pid"
            log_level = "debug"
            log_format = "json"
            vault {
              address = "https://azimuth.example.com:8200/"
              ca_cert = "ca.pem"
              namespace = "team"
              retry { num_retries = 5 }
            }
            auto_auth {
              method "approle" {
                mount_path = "auth/team/approle"
                min_backoff = "2s"
                max_backoff = "1m"
                exit_on_err = true
                config = {
                  role_id_file_path = "role-id"
                  secret_id_file_path = "secret-id"
                }
              }
              sink "file" {
                wrap_ttl = "5m"
                config = {
                  path = "token"
                  mode = "0600"
                  owner = 1000
                }
              }
              sink {
                type = "file"
                config { path = "/run/other" }
              }
            }
            """);

    assertThat(config.server().address()).hasToString("https://azimuth.example.com:8200");
    assertThat(config.server().tls().caCert()).contains(directory.resolve("ca.pem"));
    assertThat(config.server().namespace()).contains("team");
    assertThat(config.server().retries()).isEqualTo(5);
    assertThat(config.pidFile()).contains(directory.resolve("agent.pid"));
    assertThat(config.logLevel()).isEqualTo(AgentLog.Level.DEBUG);
    assertThat(config.jsonLog()).isTrue();
    AutoAuthBlock auth = config.autoAuth();
    assertThat(auth.minBackoff()).isEqualTo(Duration.ofSeconds(2));
    assertThat(auth.maxBackoff()).isEqualTo(Duration.ofMinutes(1));
    assertThat(auth.exitOnFailure()).isTrue();
    assertThat(auth.sinks())
        .containsExactly(
            new SinkBlock(
                directory.resolve("token"),
                0600,
                Optional.of("1000"),
                Optional.empty(),
                Optional.of("300s")),
            new SinkBlock(
                Path.of("/run/other"), 0640, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void defaultsAreThoseOfTheField() throws Exception {
    AgentConfig config =
        readGood("auto_auth {\n" + METHOD + "sink \"file\" { config { path = \"t\" } }\n}\n");

    assertThat(config.autoAuth().minBackoff()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.autoAuth().maxBackoff()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.autoAuth().exitOnFailure()).isFalse();
    assertThat(config.exitAfterAuth()).isFalse();
    assertThat(config.exec()).isEmpty();
    assertThat(config.logLevel()).isEqualTo(AgentLog.Level.INFO);
  }

  @Test
  void readsJson() throws Exception {
    Optional<AgentConfig> config =
        read(
            "agent.json",
            """
            {"vault": {"address": "https://azimuth.example.com"},
             "auto_auth": {"method": {"type": "kubernetes", "config": {"role": "web"}},
                           "sink": [{"type": "file", "config": {"path": "a"}},
                                    {"file": {"config": {"path": "b"}}}]}}
            """,
            Map.of());

    assertThat(problems).isEmpty();
    assertThat(config.orElseThrow().autoAuth().sinks()).hasSize(2);
  }

  @Test
  void readsWhatIsRun() throws Exception {
    ExecBlock exec =
        readGood(
                "auto_auth {\n"
                    + METHOD
                    + """
                    }
                    template_config { static_secret_render_interval = "30s" }
                    env_template "DB_PASSWORD" {
                      contents = "{{ with secret \\"secret/data/db\\" }}{{ .Data.data.password }}{{ end }}"
                      error_on_missing_key = true
                    }
                    exec {
                      command = ["/usr/bin/web", "--port=80"]
                      restart_on_secret_changes = "never"
                      restart_stop_signal = "SIGINT"
                    }
                    """)
            .exec()
            .orElseThrow();

    assertThat(exec.command()).containsExactly("/usr/bin/web", "--port=80");
    assertThat(exec.environment()).containsOnlyKeys("DB_PASSWORD");
    assertThat(exec.restartsOnChange()).isFalse();
    assertThat(exec.stopSignal()).isEqualTo("INT");
    assertThat(exec.renderInterval()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aVariableOverridesTheFile() throws Exception {
    Optional<AgentConfig> config =
        read(
            "agent.hcl",
            "vault { address = \"https://file.example.com\" }\nauto_auth {\n"
                + METHOD
                + "sink \"file\" { config { path = \"t\" } }\n}\n",
            Map.of("VAULT_ADDR", "https://variable.example.com"));

    assertThat(config.orElseThrow().server().address()).hasToString("https://variable.example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          auto_auht {}                           | :1: unknown key "auto_auht"; did you mean "auto_auth"?
          vault { adress = "https://x" }         | :1: vault: unknown key "adress"; did you mean "address"?
          vault { address = "http://x:8200" }    | vault: address: the token would go over plain HTTP
          template { source = "x" }              | :1: template: is not supported: let consul-template
          api_proxy { use_auto_auth_token = true } | :1: api_proxy: has no effect without listener
          cache { }                              | :1: cache: is not supported: listener and api_proxy
          listener "tcp" { address = "0.0.0.0:8100" } | :1: listener "tcp": address: must be a loopback address: the token would be handed to the network
          listener "tcp" { address = "127.0.0.1:99999" } | address: must be a host and a port
          listener "tcp" { address = "127.0.0.1:0" } | :1: listener "tcp": tls_disable: must be true
          listener "tcp" { adress = "127.0.0.1:0" } | unknown key "adress"; did you mean "address"?
          listener "unix" { address = "127.0.0.1:0" } | listener: the only kind is "tcp"
          log_level = "loud"                     | :1: log_level: must be trace, debug
          exit_after_auth = "perhaps"            | :1: exit_after_auth: must be true or false
          exec { command = [] }                  | :1: exec: command is missing
          env_template "A-B" { contents = "x" }  | :1: env_template: the label must be the name
          exec = 5                               | :1: exec: must be a block
          """)
  void refusesWithTheLine(String line, String expected) throws Exception {
    Optional<AgentConfig> config =
        read(
            "agent.hcl",
            line + "\nauto_auth {\n" + METHOD + "sink \"file\" { config { path = \"t\" } }\n}\n",
            Map.of());

    assertThat(config).isEmpty();
    assertThat(problems).anyMatch(problem -> problem.contains(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          method "jtw" { config { } }            | :2: auto_auth: method: "jtw" is not one of the methods approle, jwt, kubernetes; did you mean "jwt"?
          method "jwt" { config { rol = "x" } }  | unknown key "rol"; did you mean "role"?
          method "jwt" { config { role = "x" } } | path is missing: the file with the JWT
          method "jwt" { wrap_ttl = "5m" }       | wrap_ttl: is not supported here: set wrap_ttl in the sink
          method "jwt" { min_backoff = "10m" }   | min_backoff: must be at least a second
          sink "fil" { }                         | :2: sink "fil": the only kind is "file"
          sink "file" { dh_type = "curve25519" } | dh_type: is not supported: wrap_ttl hides
          sink "file" { config { mode = "9" } }  | mode: must be four octal digits in quotes, such as "0640"
          sink "file" { config { mode = "640" } } | mode: must be four octal digits in quotes
          sink "file" { config { mode = 416 } }  | mode: must be four octal digits in quotes
          """)
  void refusesInAutoAuthWithTheLine(String line, String expected) throws Exception {
    Optional<AgentConfig> config = read("agent.hcl", "auto_auth {\n" + line + "\n}\n", Map.of());

    assertThat(config).isEmpty();
    assertThat(problems).anyMatch(problem -> problem.contains(expected));
  }

  @Test
  void aTokenForNobodyIsRefused() throws Exception {
    assertThat(read("agent.hcl", "auto_auth {\n" + METHOD + "}\n", Map.of())).isEmpty();
    assertThat(problems).singleElement().asString().contains("nobody gets the token");
  }
}

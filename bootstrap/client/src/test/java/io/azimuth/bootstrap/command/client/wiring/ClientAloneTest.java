package io.azimuth.bootstrap.command.client.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.client.browser.Browser;
import io.azimuth.bootstrap.client.input.StandardInput;
import io.azimuth.bootstrap.command.client.LocalServer;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.CommandRunner;
import io.azimuth.bootstrap.command.line.LazyCommand;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client that is handed out without the server. */
class ClientAloneTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    Console console = new Console(out, err);
    Environment environment = Environment.of(Map.of());
    ClientContext context =
        new ClientContext(
            console,
            environment,
            StandardInput.of(InputStream.nullInputStream()),
            duration -> {},
            Browser.NONE);
    List<LazyCommand> commands = new ArrayList<>(ClientWiring.logins(context));
    commands.addAll(ClientWiring.others(context, LocalServer.NONE));
    return new CommandRunner(console, environment, commands, List.of()).run(arguments);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "demo", "doctor", "snapshot", "check-config", "man-pages"})
  void hasNoCommandOfTheServer(String command) {
    assertThat(run(command)).isEqualTo(2);
    assertThat(said()).contains("there is no command '" + command + "'");
  }

  @Test
  void itsHelpHasExamplesOfItsOwnCommandsOnly() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("azimuth login --role=web", "azimuth operator rekey --init")
        .doesNotContain(
            "azimuth server", "azimuth operator migrate", "azimuth doctor", "move its store");
  }

  @Test
  void anAuditDirectoryOfTheServersConfigurationIsRefusedWithTheWayOut() {
    assertThat(run("audit", "find", "--config", "/etc/azimuth/azimuth.hcl")).isEqualTo(1);
    assertThat(said()).contains("comes without the server", "name the files of audit devices");
  }
}

package com.example.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.azure.spi.ResourceQuestion;
import io.azimuth.azure.spi.ResourceSource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.CloudPlugin;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.testkit.contract.ResourceSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The plugin keeps what the azure method relies on, and its own rules about the file. */
class StaticMachinesTest extends ResourceSourceContract {

  private static final String WEB_1 =
      "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/"
          + "Microsoft.Compute/virtualMachines/web-1";
  private static final String GOOD = "{\"" + WEB_1 + "\": {\"location\": \"westeurope\"}}";

  @TempDir private Path directory;
  private Path file;
  private CloudPlugin plugin;

  @BeforeEach
  void start() {
    file = directory.resolve("machines.json");
    MachinesText.replace(file, "{}");
    plugin = create();
    plugin.start();
  }

  @AfterEach
  void stop() {
    plugin.close();
  }

  private CloudPlugin create() {
    PluginContext context =
        new PluginContext(Clock.systemUTC(), LoggerFactory.getLogger("static-machines"));
    return new StaticMachinesFactory()
        .create(new PluginSettings(Map.of("file", "machines.json"), directory), context);
  }

  @Override
  protected ResourceSource source() {
    return plugin.service(ResourceSource.class).orElseThrow();
  }

  @Override
  protected void holds(List<ResourceFacts> facts) {
    MachinesText.replace(file, MachinesText.of(facts));
  }

  @Test
  void keepsTheOldContentWhileTheNewOneIsWrong() {
    MachinesText.replace(file, GOOD);
    assertThat(find()).isInstanceOf(DirectoryAnswer.Found.class);

    MachinesText.replace(file, GOOD + "x");
    assertThat(find()).isInstanceOf(DirectoryAnswer.Found.class);
    assertThat(source().problem()).hasValueSatisfying(it -> assertThat(it).contains("line 1"));

    MachinesText.replace(file, "{}");
    assertThat(find()).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(source().problem()).isEmpty();
  }

  @Test
  void keepsTheOldContentWhileTheFileIsGone() throws IOException {
    MachinesText.replace(file, GOOD);
    assertThat(find()).isInstanceOf(DirectoryAnswer.Found.class);

    Files.delete(file);

    assertThat(find()).isInstanceOf(DirectoryAnswer.Found.class);
    assertThat(source().problem())
        .hasValueSatisfying(it -> assertThat(it).endsWith("it is not a file"));
  }

  @Test
  void doesNotStartWithoutAGoodFile() {
    MachinesText.replace(file, "{\"web-1\": {}}");

    assertThatThrownBy(() -> create().start())
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.detail()).contains("machines.json", "no id of a resource"));
  }

  @Test
  void hasNoOtherService() {
    assertThat(plugin.service(Runnable.class)).isEmpty();
  }

  @Test
  void wantsTheFileAndNothingElse() {
    StaticMachinesFactory factory = new StaticMachinesFactory();

    assertThatCode(
            () -> factory.validate(new PluginSettings(Map.of("file", "none.json"), directory)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> factory.validate(new PluginSettings(Map.of(), directory)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("file: is missing");
    assertThatThrownBy(
            () -> factory.validate(new PluginSettings(Map.of("path", "a.json"), directory)))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            refused -> assertThat(refused.namesUnknownKey()).isTrue());
  }

  private DirectoryAnswer find() {
    ResourceId id = ResourceId.parse(WEB_1).orElseThrow();
    return source().find(new ResourceQuestion("site", "contoso.com", id), Duration.ofSeconds(10));
  }
}

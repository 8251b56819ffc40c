package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.KeyValueEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class MapDbEngineFactoryTest {

  @TempDir Path directory;

  private final MapDbEngineFactory factory = new MapDbEngineFactory();
  private final Logger logger =
      (Logger) LoggerFactory.getLogger(MapDbEngineFactoryTest.class.getName());
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  private PluginSettings settings(String path) {
    return new PluginSettings(Map.of("path", path), directory);
  }

  private KeyValueEngine open() {
    return factory.open(settings("data"), new PluginContext(Clock.systemUTC(), logger));
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(KeyValueEngineFactory.class))
        .extracting(KeyValueEngineFactory::type)
        .contains("mapdb", "inmem");
  }

  @Test
  void requiresPath() {
    assertThatThrownBy(() -> factory.validate(new PluginSettings(Map.of(), directory)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("path: the directory of the store is required");
    assertThatThrownBy(() -> factory.validate(settings(" ")))
        .hasMessage("path: the directory of the store is required");
  }

  @Test
  void refusesUnknownKey() {
    PluginSettings settings = new PluginSettings(Map.of("path", "x", "paht", "y"), directory);
    assertThatThrownBy(() -> factory.validate(settings)).hasMessage("paht: unknown key");
  }

  @Test
  void refusesPathOfFile() throws IOException {
    Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> factory.validate(settings("file")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("path: is not a directory");
  }

  @Test
  void refusesPathBelowAFile() throws IOException {
    Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> factory.validate(settings("file/data/store")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("path: cannot be created: a parent is not a directory");
  }

  @Test
  void saysWhyTheStoreCannotBeOpened() throws IOException {
    Files.createDirectories(directory.resolve("data/store.lock"));
    assertThatThrownBy(this::open)
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("the store in " + directory.resolve("data") + " cannot be opened: ")
        .hasMessageContaining("Is a directory");
  }

  @Test
  void validatingCreatesNothing() {
    factory.validate(settings("data"));
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  @DisplayName("CVE-2021-38553: the store is its owner's alone")
  void createsPrivateFilesInPrivateDirectory() throws IOException {
    open().close();
    assertThat(permissions("data")).isEqualTo("rwx------");
    for (String file : new String[] {"store.db", "store.journal", "store.lock"}) {
      assertThat(permissions("data/" + file)).isEqualTo("rw-------");
    }
    assertThat(log.list).isEmpty();
  }

  @Test
  void reportsLooserPermissions() throws IOException {
    open().close();
    loosen("data", "rwxr-x---");
    loosen("data/store.db", "rw-r--r--");
    open().close();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            directory.resolve("data") + " has permissions rwxr-x---; set them to rwx------",
            directory.resolve("data/store.db")
                + " has permissions rw-r--r--; set them to rw-------");
  }

  @Test
  void refusesDirectoryThatIsOpenInThisProcess() {
    KeyValueEngine first = open();
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            ServiceException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STORE_UNUSABLE))
        .hasMessageContaining(
            "the directory " + directory.resolve("data") + " is in use by another process");
    first.close();
    open().close();
  }

  private String permissions(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(path)));
  }

  private void loosen(String path, String permissions) throws IOException {
    Files.setPosixFilePermissions(
        directory.resolve(path), PosixFilePermissions.fromString(permissions));
  }
}

package io.azimuth.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubsystemLevelsTest {

  private final LoggerContext context = new LoggerContext();
  private final Logging logging = Logging.of(context, new ByteArrayOutputStream());
  private final SubsystemLevels levels = new SubsystemLevels(context);

  @BeforeEach
  void info() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    logging.configure(new LogConfig(LogLevel.INFO, LogFormat.STANDARD));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void theNamesOfTheApiStayTheSame() {
    assertThat(levels.all().keySet())
        .containsExactly(
            "audit",
            "azure",
            "core",
            "expiration",
            "federation",
            "http",
            "jwt",
            "quota",
            "seal",
            "server",
            "storage");
    assertThat(levels.all().values()).containsOnly(LogLevel.INFO);
  }

  @Test
  void aChangeHoldsForOneSubsystemAndNotForThoseBelowItsPackage() {
    levels.change("core", LogLevel.DEBUG);

    assertThat(context.getLogger("io.azimuth.application.gateway.Gateway").isDebugEnabled())
        .isTrue();
    assertThat(context.getLogger("io.azimuth.application.audit.AuditQueue").isDebugEnabled())
        .isFalse();
    assertThat(levels.all())
        .containsEntry("core", LogLevel.DEBUG)
        .containsEntry("audit", LogLevel.INFO);
  }

  @Test
  void aChangeOfAllLeavesLibrariesAsTheyAre() {
    levels.changeAll(LogLevel.TRACE);

    assertThat(levels.all().values()).containsOnly(LogLevel.TRACE);
    assertThat(levels.configured()).isEqualTo(LogLevel.INFO);
    assertThat(context.getLogger("io.undertow.request").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("com.azure.x").isErrorEnabled()).isFalse();
  }

  @Test
  void theConfiguredLevelReadAgainReplacesAllChanges() {
    levels.changeAll(LogLevel.TRACE);
    levels.change("core", LogLevel.ERROR);

    logging.level(LogLevel.WARN);

    assertThat(levels.all().values()).containsOnly(LogLevel.WARN);
    assertThat(levels.configured()).isEqualTo(LogLevel.WARN);
  }

  @Test
  void eachPackageOfTheServerBelongsToASubsystem() {
    assertThat(
            Stream.of(
                "io.azimuth.adapters.jose.JoseTokenVerifier",
                "io.azimuth.adapters.azure.arm.ArmResourceDirectory",
                "io.azimuth.adapters.http.server.HttpServer",
                "io.azimuth.adapters.storage.leader.EngineLeadership",
                "io.azimuth.application.mount.MountMaintenance",
                "io.azimuth.azure.login.Login",
                "io.azimuth.bootstrap.server.WiredServer",
                "io.azimuth.spi.remote.BackgroundFetches"))
        .allMatch(logger -> Stream.of(Subsystem.values()).anyMatch(part -> part.covers(logger)));
  }
}

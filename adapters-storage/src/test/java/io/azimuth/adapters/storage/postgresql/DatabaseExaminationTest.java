package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.EngineContext;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.engine.StoreFinding;
import io.azimuth.spi.engine.StoreFinding.Grade;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.testkit.LastingPort;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What {@code azimuth doctor} says of a database. */
@Timeout(60)
@Tag("database")
class DatabaseExaminationTest {

  private final TestDatabase database = new TestDatabase();

  private List<StoreFinding> findings(Map<String, String> settings) {
    PluginContext plugin =
        new PluginContext(Clock.systemUTC(), LoggerFactory.getLogger(getClass()));
    return new PostgresEngineFactory()
        .examine(
            database.settings(settings),
            new EngineContext(plugin, Optional.empty(), new NoMetrics()));
  }

  private static StoreFinding of(List<StoreFinding> findings, String subject) {
    return findings.stream()
        .filter(it -> it.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError(subject + " is not in " + findings));
  }

  /** The database of the second level of tests commits to a standby, the embedded one does not. */
  private Grade ofItsStandby() throws SQLException {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet setting = statement.executeQuery("SHOW synchronous_standby_names")) {
      setting.next();
      return setting.getString(1).isEmpty() ? Grade.NOTE : Grade.GOOD;
    }
  }

  @Test
  void aDatabaseWithoutTablesIsGoodForAFirstStart() throws Exception {
    List<StoreFinding> findings = findings(Map.of());

    assertThat(findings).extracting(StoreFinding::grade).doesNotContain(Grade.FAILURE);
    assertThat(of(findings, "database rights").found()).contains("made at the first start");
    assertThat(of(findings, "database version").found()).isNotEmpty();
    assertThat(of(findings, "database standby").grade()).isEqualTo(ofItsStandby());
    assertThat(of(findings, "database TLS").found()).isEqualTo("sslmode=disable");
    assertThat(findings).extracting(StoreFinding::subject).doesNotContain("database format");
  }

  @Test
  void tablesOfThisReleaseAreKnown() {
    database.open().close();

    List<StoreFinding> findings = findings(Map.of());

    assertThat(of(findings, "database format"))
        .isEqualTo(StoreFinding.good("database format", "format 1"));
    assertThat(of(findings, "database rights").grade()).isEqualTo(Grade.GOOD);
  }

  @Test
  void tablesOfANewerReleaseAreRefused() throws Exception {
    database.open().close();
    database.becomeNewer();

    assertThat(of(findings(Map.of()), "database format").grade()).isEqualTo(Grade.FAILURE);
  }

  @Test
  void aDatabaseThatIsNotThereIsSaidSo() throws Exception {
    List<StoreFinding> findings =
        findings(Map.of("connection_url", database.url(LastingPort.find())));

    assertThat(of(findings, "database").grade()).isEqualTo(Grade.FAILURE);
    assertThat(of(findings, "database").found()).contains("refused");
    assertThat(findings).hasSize(2);
  }

  @Test
  void tooFewConnectionsAreWarnedOf() throws Exception {
    String role = database.roleWith();
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER ROLE " + role + " CONNECTION LIMIT 10");
    }

    StoreFinding found =
        of(findings(Map.of("username", role, "max_parallel", "8")), "database connections");

    assertThat(found)
        .isEqualTo(
            StoreFinding.warning(
                "database connections",
                "10 can be made now, and a server makes 12 at most",
                "raise max_connections or the role's limit, or lower max_parallel"));
  }
}

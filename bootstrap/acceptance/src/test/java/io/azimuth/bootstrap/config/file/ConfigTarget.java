package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.ExternalValues;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.domain.hcl.Hcl;
import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclSyntaxException;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fuzzes the configuration file. References to files are removed, so that none is read. */
public final class ConfigTarget implements FuzzTarget {

  private static final Path FILE = Path.of("target", "fuzz", "none", "azimuth.hcl");
  private static final Environment ENVIRONMENT =
      Environment.of(Map.of("KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        """
        listener "tcp" {
          address = "127.0.0.1:0"
          tls_disable = true
          x_forwarded_for_authorized_addrs = "10.0.0.0/8"
        }
        storage "mapdb" { path = "d" }
        seal "static" {
          current_key_id = "a"
          current_key = "env://KEY"
        }
        api_addr = "https://vault.example:8200"
        log_level = "debug"
        ui = true
        default_lease_ttl = "768h"
        max_lease_ttl = 3600
        """,
        """
        storage "inmem" {}
        cloud "lab" {
          authority_host = "https://127.0.0.1:9443/"
          resource_manager = "https://127.0.0.1:9443/"
          graph = "https://127.0.0.1:9443/"
        }
        listener "tcp" { address = "[::1]:8200" }
        """,
        """
        {"listener": [{"tcp": {"address": "0.0.0.0:0", "tls_disable": 1}}],
         "storage": {"postgresql": {"connection_url": "env://KEY"}}, "audit_directory": "a"}
        """);
  }

  @Override
  public void accept(byte[] input) {
    String text = Inputs.text(input);
    if (text.contains("file:") || text.contains("_file")) {
      return;
    }
    HclBody body;
    try {
      body = Hcl.looksLikeJson(text) ? Hcl.parseJson(text) : Hcl.parse(text);
    } catch (HclSyntaxException expected) {
      return;
    }
    ConfigProblems problems = new ConfigProblems(FILE);
    ExternalValues source = new ExternalValues(FILE.toAbsolutePath().getParent(), ENVIRONMENT);
    Optional<ServerConfig> config = new ServerConfigReader(body, source, problems).read();
    Property.holds(
        config.isPresent() || problems.hasErrors(), () -> "no configuration and no reason");
  }
}

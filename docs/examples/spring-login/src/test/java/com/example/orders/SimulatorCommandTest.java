package com.example.orders;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The simulated Azure is the command {@code azimuth azure-simulator}. */
class SimulatorCommandTest extends OrdersScenario {

  private static final Pattern METADATA =
      Pattern.compile("metadata_service *= *\"(http://[^/\"]*)");

  private static Program azure;
  private static AzimuthServer server;
  private static URI metadata;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    azure =
        Program.start(
            directory,
            "simulator ready",
            "azure-simulator",
            "--address",
            "127.0.0.1:0",
            "--metadata-address",
            "127.0.0.1:0",
            "--dir",
            "lab");
    String cloud = Files.readString(directory.resolve("lab/cloud.hcl"));
    Matcher found = METADATA.matcher(cloud);
    if (!found.find()) {
      throw new IllegalStateException("no metadata service: " + cloud);
    }
    metadata = URI.create(found.group(1) + "/");
    server = AzimuthServer.start(directory, cloud);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    azure.close();
  }

  @Override
  URI server() {
    return server.address();
  }

  @Override
  URI metadata(String machine) {
    return metadata.resolve("machines/" + machine + "/");
  }
}

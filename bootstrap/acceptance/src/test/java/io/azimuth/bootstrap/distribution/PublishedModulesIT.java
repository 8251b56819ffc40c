package io.azimuth.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The jars that plugins are built against are modules with names of their own. Java makes one of
 * the name of the file otherwise, and the file may be renamed.
 */
@Tag("release")
final class PublishedModulesIT {

  /** Directory of the module of Maven, and the name of that of Java. */
  private static final Map<String, String> PUBLISHED =
      new TreeMap<>(
          Map.of(
              "domain", "io.azimuth.domain",
              "application/azure-ports", "io.azimuth.azure.ports",
              "application/azure-spi", "io.azimuth.azure.spi",
              "application/core", "io.azimuth.application",
              "application/spi", "io.azimuth.spi",
              "application/testkit", "io.azimuth.testkit"));

  @Test
  void eachJarSaysItsName() {
    PUBLISHED.forEach(
        (directory, name) ->
            assertThat(ModuleFinder.of(jar(directory)).findAll())
                .as(directory)
                .singleElement()
                .extracting(ModuleReference::descriptor)
                .satisfies(
                    module -> {
                      assertThat(module.name()).isEqualTo(name);
                      assertThat(declared(jar(directory))).isEqualTo(name);
                    }));
  }

  /** Java refuses two modules with one package. */
  @Test
  void theyCanBeOnOneModulePath() {
    ModuleFinder all =
        ModuleFinder.of(
            PUBLISHED.keySet().stream().map(PublishedModulesIT::jar).toArray(Path[]::new));

    assertThat(
            ModuleLayer.boot()
                .configuration()
                .resolve(all, ModuleFinder.of(), PUBLISHED.values())
                .modules())
        .extracting(module -> module.reference().descriptor())
        .extracting(ModuleDescriptor::name)
        .containsAll(PUBLISHED.values());
  }

  private static Path jar(String directory) {
    try (Stream<Path> files = Files.list(Path.of("../..", directory, "target"))) {
      return files
          .filter(file -> file.toString().matches(".*/azimuth-[a-z-]+-\\d[^/]*\\.jar"))
          .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String declared(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

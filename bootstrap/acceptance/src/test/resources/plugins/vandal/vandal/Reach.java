package vandal;

import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.MountPlugin;
import io.azimuth.spi.route.Call;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for what belongs to others. Each method returns what it found. */
final class Reach {

  private static final String SERVER = "io.azimuth.bootstrap.server.WiredServer";

  private Reach() {}

  static String find(String what, Call call) throws Exception {
    return switch (what) {
      case "context-loader" -> Thread.currentThread().getContextClassLoader().getName();
      case "thread" -> Thread.currentThread().getName();
      case "local" -> MINE.get();
      case "parent-loader" ->
          String.valueOf(Reach.class.getClassLoader().getParent().loadClass(SERVER));
      case "own-loader" -> String.valueOf(Reach.class.getClassLoader().loadClass(SERVER));
      case "defined" -> Reach.class.getClassLoader().loadClass("io.azimuth.spi.Planted").getName();
      case "services" -> String.valueOf(ServiceLoader.load(KeyValueEngineFactory.class).stream().count());
      case "environment" -> System.getenv("PATH");
      case "properties" -> System.getProperty("java.class.path");
      case "state-of-the-jdk" -> {
        System.setProperty("vandal.was.here", "yes");
        yield System.getProperty("vandal.was.here");
      }
      case "system-loader" ->
          ClassLoader.getSystemClassLoader().loadClass(SERVER).getSimpleName();
      case "loader-of-a-class" ->
          MountPlugin.class.getClassLoader().loadClass(SERVER).getSimpleName();
      case "system-services" ->
          ServiceLoader.load(KeyValueEngineFactory.class, MountPlugin.class.getClassLoader())
              .findFirst()
              .orElseThrow()
              .type();
      case "fields" -> core(call).getClass().getSimpleName();
      case "threads" -> threads();
      case "log-level" -> level();
      case "stacks" -> stacks();
      case "walker" -> StackWalker.getInstance().walk(frames -> frames.count()) + "";
      case "files" -> Files.size(Path.of(System.getProperty("user.dir"))) + "";
      case "programs" -> new ProcessBuilder("true").start().waitFor() + "";
      case "forged-line" -> {
        LoggerFactory.getLogger("io.azimuth.bootstrap.server.WiredServer").info("forged by vandal");
        yield "logged";
      }
      case "exit" -> {
        System.exit(0);
        yield "";
      }
      default -> throw new IllegalArgumentException(what);
    };
  }

  static final ThreadLocal<String> MINE = ThreadLocal.withInitial(() -> "nothing");

  /** The call of the core, behind two calls that hide it. */
  private static Object core(Call call) throws Exception {
    Object inner = call;
    while (!inner.getClass().getSimpleName().equals("CoreCall")) {
      Field field = inner.getClass().getDeclaredField("call");
      field.setAccessible(true);
      inner = field.get(inner);
    }
    return inner;
  }

  private static String threads() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] all = new Thread[500];
    int count = group.enumerate(all, true);
    for (int i = 0; i < count; i++) {
      if (all[i].getName().startsWith("maintenance")) {
        return "maintenance";
      }
    }
    return "none";
  }

  private static String stacks() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .anyMatch(name -> name.startsWith("maintenance"))
        ? "maintenance"
        : "none";
  }

  private static String level() throws Exception {
    Object root = LoggerFactory.getILoggerFactory().getLogger(Logger.ROOT_LOGGER_NAME);
    return String.valueOf(root.getClass().getMethod("getEffectiveLevel").invoke(root));
  }
}

package io.azimuth.load;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.TreeMap;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks a JVM how many bytes its threads have allocated, over its management agent. */
final class AllocatedBytes implements AutoCloseable {

  private final JMXConnector connector;
  private final ThreadMXBean threads;

  private AllocatedBytes(JMXConnector connector, ThreadMXBean threads) {
    this.connector = connector;
    this.threads = threads;
  }

  /** Starts the agent of that JVM, which must be this machine's and user's. */
  @SuppressWarnings("BanJNDI") // the other side is a process that the run started itself
  static AllocatedBytes of(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        JMXServiceURL agent = new JMXServiceURL(machine.startLocalManagementAgent());
        JMXConnector connector = JMXConnectorFactory.connect(agent);
        return new AllocatedBytes(
            connector,
            ManagementFactory.newPlatformMXBeanProxy(
                connector.getMBeanServerConnection(),
                ManagementFactory.THREAD_MXBEAN_NAME,
                ThreadMXBean.class));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
  }

  /** What the threads that live have allocated so far, in bytes. */
  ThreadCosts now() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    ThreadInfo[] names = threads.getThreadInfo(ids);
    Map<String, Double> allocated = new TreeMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (names[i] != null && bytes[i] > 0) {
        allocated.merge(ThreadCosts.kind(names[i].getThreadName()), (double) bytes[i], Double::sum);
      }
    }
    return new ThreadCosts(allocated);
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}

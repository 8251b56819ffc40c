/** What a server does before it listens, so that its first requests do not wait for it. */
package io.azimuth.bootstrap.server.warmup;

/** A cloud that workloads live in, as the rules see it. */
package io.azimuth.application.port.cloud;

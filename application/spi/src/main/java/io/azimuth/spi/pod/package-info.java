/** What Kubernetes gives to the pod of this server. */
package io.azimuth.spi.pod;

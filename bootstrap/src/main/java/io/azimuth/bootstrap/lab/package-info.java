/** What a server needs on the disk that is tried beside a simulated Azure and then forgotten. */
package io.azimuth.bootstrap.lab;

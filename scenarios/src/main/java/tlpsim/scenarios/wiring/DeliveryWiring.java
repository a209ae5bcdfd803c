package tlpsim.scenarios.wiring;

import tlpsim.completer.consumer.BufferConfig;
import tlpsim.completer.consumer.DeliveryConfig;
import tlpsim.scenarios.config.ConsumerConfig;
import tlpsim.scenarios.config.QueuesConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/** Builds what becomes of receive buffers, and of the packets in them. */
final class DeliveryWiring {
    private DeliveryWiring() {}

    /** By workload. */
    static DeliveryConfig[] deliveries(ScenarioConfig scenario, AddressPlan addresses) {
        DeliveryConfig[] configs = new DeliveryConfig[scenario.workloads().size()];
        for (int index = 0; index < configs.length; index++) {
            WorkloadConfig workload = scenario.workloads().get(index);
            ConsumerConfig consumer = workload.consumer();
            long copyBytes = consumer.copy().sizeBytes();
            long[] firstByte = new long[copyBytes == 0 ? 0 : scenario.platform().totalCores()];
            for (int core = 0; core < firstByte.length; core++) {
                firstByte[core] = addresses.copyBase(index, core, copyBytes);
            }
            configs[index] = new DeliveryConfig(
                    pool(workload, addresses.firstQueue(index)),
                    consumer.gro().packets(),
                    consumer.gro().perBatchPs(),
                    firstByte,
                    copyBytes,
                    consumer.copy().behind());
        }
        return configs;
    }

    private static BufferConfig pool(WorkloadConfig workload, int firstQueue) {
        QueuesConfig queues = workload.queues();
        boolean pooled = workload.receivesFromPool();
        return new BufferConfig(
                firstQueue,
                queues.count(),
                pooled ? queues.pool().buffers() : 0,
                pooled ? queues.pool().cache() : 0);
    }
}

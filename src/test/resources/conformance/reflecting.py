"""Server reflection, and a client that has nothing but it, as grpcurl and grpc_cli are."""
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from lab import HEALTHY, TcpPeer, entry, equal, main, pb, require, rule
from standard import reflection_v1_pb2, reflection_v1alpha_pb2

UP = TcpPeer()
VERSIONS = {"v1": reflection_v1_pb2, "v1alpha": reflection_v1alpha_pb2}


def prepare(lab):
    lab.reload([entry("up", UP.port, capabilities={"gpu": True})])
    lab.settled(up=HEALTHY)


def ask(lab, version, **question):
    messages = VERSIONS[version]
    call = lab.channel.stream_stream(
        "/grpc.reflection.%s.ServerReflection/ServerReflectionInfo" % version,
        request_serializer=messages.ServerReflectionRequest.SerializeToString,
        response_deserializer=messages.ServerReflectionResponse.FromString,
    )
    (answer,) = call(iter([messages.ServerReflectionRequest(**question)]), timeout=10)
    return answer


def services(lab, version):
    answer = ask(lab, version, list_services="*").list_services_response
    return [service.name for service in answer.service]


def files(lab, version, symbol):
    """The file that has this symbol, and all that it needs."""
    found, wanted = {}, [dict(file_containing_symbol=symbol)]
    while wanted:
        answer = ask(lab, version, **wanted.pop())
        require(answer.HasField("file_descriptor_response"), answer.error_response)
        for text in answer.file_descriptor_response.file_descriptor_proto:
            file = descriptor_pb2.FileDescriptorProto.FromString(text)
            found[file.name] = file
            wanted += [dict(file_by_filename=name) for name in file.dependency if name not in found]
    return found


def both(check):
    for version in VERSIONS:
        check(version)


@rule("reflection-services")
def _(lab):
    def holds(version):
        listed = services(lab, version)
        for name in ("rollcall.v1.Discovery", "grpc.health.v1.Health"):
            require(name in listed, version, name, "is not among", listed)

    both(holds)


@rule("reflection-contract")
def _(lab):
    def holds(version):
        found = files(lab, version, "rollcall.v1.Discovery")
        published = descriptor_pb2.FileDescriptorProto()
        pb.DESCRIPTOR.CopyToProto(published)
        mine = [f for f in found.values() if f.package == "rollcall.v1"]
        equal(1, len(mine))
        for part in ("message_type", "enum_type", "service"):
            equal(list(getattr(published, part)), list(getattr(mine[0], part)), version, part)

    both(holds)


@rule("reflection-health-contract")
def _(lab):
    def holds(version):
        found = files(lab, version, "grpc.health.v1.Health")
        methods = {m.name for f in found.values() for s in f.service for m in s.method}
        equal({"Check", "List", "Watch"}, methods)

    both(holds)


@rule("reflection-unknown-symbol")
def _(lab):
    def holds(version):
        answer = ask(lab, version, file_containing_symbol="rollcall.v1.Nothing")
        equal(5, answer.error_response.error_code, "NOT_FOUND, the code")

    both(holds)


@rule("reflection-is-enough-to-call")
def _(lab):
    def holds(version):
        listed = invoke(lab, version, "rollcall.v1.Discovery/ListPeers", '{"filter": {"gpu": true}}')
        equal("up", listed["peers"][0]["id"])
        watched = invoke(lab, version, "rollcall.v1.Discovery/WatchPeers", "{}")
        equal("STATUS_HEALTHY", watched["changed"][0]["health"]["status"])
        checked = invoke(lab, version, "grpc.health.v1.Health/Check", '{"service": "peer/up"}')
        equal("SERVING", checked["status"])

    both(holds)


def invoke(lab, version, name, request):
    """What a client does with 'grpcurl -d REQUEST ADDRESS NAME': the first answer, as JSON."""
    service, method_name = name.split("/")
    pool = descriptor_pool.DescriptorPool()
    for file in dependencies_first(files(lab, version, service)):
        pool.Add(file)
    method = pool.FindServiceByName(service).FindMethodByName(method_name)
    factory = message_factory.MessageFactory(pool)
    message = json_format.Parse(request, factory.GetPrototype(method.input_type)())
    call = lab.channel.unary_stream(
        "/" + name,
        request_serializer=lambda known: known.SerializeToString(),
        response_deserializer=factory.GetPrototype(method.output_type).FromString,
    )(message, timeout=10)
    answer = json_format.MessageToDict(next(call), descriptor_pool=pool)
    call.cancel()
    return answer


def dependencies_first(found):
    done = []

    def add(file):
        for name in file.dependency:
            add(found[name])
        if file not in done:
            done.append(file)

    for file in found.values():
        add(file)
    return done


main(prepare)
